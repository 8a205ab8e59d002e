import type { HandoffResource } from '@idem/contracts';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useBackStep } from '../../history/use-back-step.js';
import { refusalOf } from '../../session/session-store.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say, type WordId } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';
import { QrCode } from './qr-code.js';

/** Between two looks at the second device, in ms. */
const EVERY_MS = 2000;

/** A text in which the code is easy to find. */
function WithCode({ id, code }: { readonly id: WordId; readonly code: string }) {
  const [before, after] = say(id, { code }).split(code);
  return (
    <>
      {before}
      <strong class="short-code">{code}</strong>
      {after}
    </>
  );
}

/** Shows a code to scan, and waits while the second device takes the pictures. */
export function Handoff({ session, device }: ScreenProps) {
  const handoff = useSignal<HandoffResource | null>(null);
  const back = () => session.note({ handedOver: false });
  async function begin() {
    const made = await session.api().handOver();
    if (made.ok) handoff.value = made.value;
    else {
      session.note({ handedOver: false, refusal: refusalOf(made.problem) });
    }
  }
  useBackStep(true, back);
  useEffect(() => {
    let left = false;
    void begin();
    void (async () => {
      while (!left) {
        await device.wait(EVERY_MS);
        if (left || handoff.value === null) continue;
        // A look that fails is no reason to stop looking: networks come back.
        const looked = await session.api().handoff();
        if (left) return;
        if (looked.ok) handoff.value = { ...looked.value, url: handoff.value.url };
        const shown = looked.ok && looked.value.state === 'opened' ? await session.api().show() : null;
        if (!left && shown?.ok === true && changed(shown.value.requirements.missing)) await session.load();
      }
    })();
    return () => {
      left = true;
    };
  }, []);
  const changed = (missing: readonly string[]): boolean =>
    missing.join() !== session.page.value?.requirements.missing.join();
  async function end() {
    await session.api().endHandoff();
    back();
  }
  const now = handoff.value;
  const over = now?.state === 'canceled' || now?.state === 'expired';
  return (
    <Frame session={session} title={say(now?.state === 'opened' ? 'handoff.going_on' : 'handoff.title')}>
      {now === null && <progress aria-label={say('handoff.title')} />}
      {over && <p role="status">{say(now.state === 'expired' ? 'handoff.expired' : 'handoff.canceled')}</p>}
      {now?.state === 'waiting' && now.url !== null && (
        <>
          <p>{say('handoff.scan')}</p>
          <QrCode text={now.url} label={say('handoff.code_label')} />
        </>
      )}
      {now !== null && !over && (
        <p role="status">
          <WithCode id={now.state === 'opened' ? 'handoff.opened' : 'handoff.compare'} code={now.code} />
        </p>
      )}
      <div class="actions">
        {over && <Button onPress={begin}>{say('handoff.again')}</Button>}
        <Button quiet onPress={over ? back : end}>
          {say('handoff.stay')}
        </Button>
      </div>
    </Frame>
  );
}
