import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { accountName } from '../../ui/account-name.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

/** Between two looks at the session, in ms. */
const EVERY_MS = 2000;
/** After this many looks the person need not wait. */
const PATIENCE = 8;

/** Waits for the result. A look that fails is no reason to stop looking. */
export function Checking({ session, device }: ScreenProps) {
  const looks = useSignal(0);
  useEffect(() => {
    let left = false;
    void (async () => {
      while (!left) {
        await device.wait(EVERY_MS);
        if (left || document.hidden) continue;
        looks.value++;
        const shown = await session.api().show();
        if (!left && shown.ok && shown.value.status !== 'processing') await session.load();
      }
    })();
    return () => {
      left = true;
    };
  }, []);
  return (
    <Frame session={session} title={say('checking.title')}>
      <p role="status">
        {looks.value < PATIENCE
          ? say('checking.body')
          : say('checking.longer', { account: accountName(session) })}
      </p>
      <progress aria-label={say('checking.title')} />
    </Frame>
  );
}
