import type { DocumentType } from '@idem/domain';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useCamera } from '../../capture/camera/use-camera.js';
import { aspectOf } from '../../capture/guidance/guide.js';
import { useGuidance } from '../../capture/guidance/use-guidance.js';
import { type Encoding, takePicture } from '../../capture/pictures/take-picture.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { CameraFaultNotice } from '../camera-fault-notice.js';
import { type ScreenProps, shownPage } from '../screen-props.js';
import { documentTitle } from './document-title.js';
import { DocumentViewfinder } from './document-viewfinder.js';
import { OtherWays } from './other-ways.js';
import type { Side, Taken } from './taken.js';

/** How long a picture has to be good before it is taken, in ms; as Stripe's clients do. */
const HOLD_MS = 500;

/** The viewfinder: takes the picture by itself when it is good, or by hand at any time. */
export function DocumentCamera(
  props: ScreenProps & {
    readonly side: Side;
    readonly type: DocumentType | null;
    readonly encoding: Encoding;
    readonly fault: string | null;
    readonly onFile: ((file: File) => unknown) | null;
    readonly onTaken: (taken: Taken) => void;
  },
) {
  const { session, side } = props;
  const aspect = aspectOf(props.type);
  const camera = useCamera('environment');
  const late = useSignal(false);
  const taking = useSignal(false);
  const failed = () => session.note({ cameraFailures: session.progress.value.cameraFailures + 1 });
  async function take(method: 'auto_capture' | 'manual_capture') {
    const video = camera.video.current;
    if (video === null || taking.value) return;
    taking.value = true;
    const front = side === 'id_document_front' ? { front: fingerprint.current } : {};
    session.note({ cameraFailures: 0, ...front });
    props.onTaken({
      picture: await takePicture(video, props.encoding),
      method,
      camera: camera.label.value,
    });
  }
  const live = camera.live.value;
  const fault = camera.fault.value;
  const { hint, held, fingerprint } = useGuidance(camera.video, {
    live,
    aspect,
    holdMs: HOLD_MS,
    otherSide: side === 'id_document_back' ? session.progress.value.front : null,
    take: () => void take('auto_capture'),
  });
  const { autocapture_timeout: timeout } = shownPage(session).document_capture;
  useEffect(() => {
    const timer = setTimeout(() => {
      late.value = true;
      if (camera.fault.value === null) failed();
    }, timeout);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (fault !== null) failed();
  }, [fault]);

  return (
    <Frame session={session} title={documentTitle('capture', side, props.type)}>
      {fault !== null && <CameraFaultNotice fault={fault} retry={camera.reopen} />}
      <DocumentViewfinder camera={camera} aspect={aspect} good={held.value > 0} />
      {fault === null && (
        <p class="hint" role="status">
          {!live ? say('capture.starting') : hint.value !== null && say(`hint.${hint.value}`)}
        </p>
      )}
      {late.value && fault === null && <p class="muted">{say('capture.help')}</p>}
      {props.fault !== null && (
        <p class="alert" role="alert">
          {props.fault}
        </p>
      )}
      <div class="actions">
        {fault === null && (
          <Button disabled={!live} onPress={() => take('manual_capture')}>
            {say('capture.take')}
          </Button>
        )}
        {camera.torch.value !== null && (
          <Button quiet onPress={camera.switchTorch}>
            {say(camera.torch.value ? 'capture.torch_off' : 'capture.torch_on')}
          </Button>
        )}
        {props.onFile !== null && (late.value || fault !== null) && (
          <OtherWays session={session} onFile={props.onFile} />
        )}
      </div>
    </Frame>
  );
}
