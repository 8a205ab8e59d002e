import { useEffect } from 'preact/hooks';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

const EVERY_MS = 2000;

/** On the second device: something is to be decided first, where the link was opened. */
export function HandoffElsewhere({ session, device }: ScreenProps) {
  useEffect(() => {
    let left = false;
    void (async () => {
      while (!left) {
        await device.wait(EVERY_MS);
        const shown = left ? null : await session.api().show();
        if (!left && shown?.ok === true && !shown.value.requirements.missing.includes('biometric_consent'))
          await session.load();
      }
    })();
    return () => {
      left = true;
    };
  }, []);
  return (
    <Frame session={session} title={say('handoff.elsewhere_title')}>
      <p>{say('handoff.elsewhere')}</p>
    </Frame>
  );
}
