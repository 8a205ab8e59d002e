import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useCamera } from '../../capture/camera/use-camera.js';
import { aspectOf, guideIn } from '../../capture/guidance/guide.js';
import { useGuidance } from '../../capture/guidance/use-guidance.js';
import { type Encoding, takePicture } from '../../capture/pictures/take-picture.js';
import { documentAtHand } from '../../session/choose-screen.js';
import { Button } from '../../ui/button.js';
import { FileButton } from '../../ui/file-button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { CameraFaultNotice } from '../camera-fault-notice.js';
import { type ScreenProps, shownPage } from '../screen-props.js';
import type { Side, Taken } from './taken.js';

/** How long a picture has to be good before it is taken, in ms; as Stripe's clients do. */
const HOLD_MS = 500;

/** The viewfinder: takes the picture by itself when it is good, or by hand at any time. */
export function DocumentCamera(
  props: ScreenProps & {
    readonly side: Side;
    readonly encoding: Encoding;
    readonly fault: string | null;
    readonly onFile: ((file: File) => unknown) | null;
    readonly onTaken: (taken: Taken) => void;
  },
) {
  const { session, side } = props;
  const type = documentAtHand(shownPage(session), session.progress.value);
  const aspect = aspectOf(type);
  const camera = useCamera('environment');
  const late = useSignal(false);
  const taking = useSignal(false);
  async function take(method: 'auto_capture' | 'manual_capture') {
    const video = camera.video.current;
    if (video === null || taking.value) return;
    taking.value = true;
    if (side === 'id_document_front') session.note({ front: fingerprint.current });
    props.onTaken({
      picture: await takePicture(video, props.encoding),
      method,
      camera: camera.label.value,
    });
  }
  const live = camera.live.value;
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
    }, timeout);
    return () => clearTimeout(timer);
  }, []);

  const wide = camera.video.current?.videoWidth ?? 0;
  const high = camera.video.current?.videoHeight ?? 0;
  const guide = guideIn(wide, high, aspect);
  const fault = camera.fault.value;
  const title =
    side === 'id_document_back' ? 'capture.back' : type === 'passport' ? 'capture.passport' : 'capture.front';
  return (
    <Frame session={session} title={say(title)}>
      {fault !== null && <CameraFaultNotice fault={fault} retry={camera.reopen} />}
      <div class="viewfinder" hidden={fault !== null}>
        <video ref={camera.video} muted playsInline />
        {live && (
          <svg class="guide" viewBox={`0 0 ${wide} ${high}`} aria-hidden="true">
            <rect
              x={guide.left}
              y={guide.top}
              width={guide.width}
              height={guide.height}
              rx={guide.height * 0.05}
              fill="none"
              stroke={held.value > 0 ? '#4ade80' : '#ffffff'}
              stroke-width={Math.max(4, wide / 200)}
            />
          </svg>
        )}
      </div>
      {fault === null && (
        <p class="hint" role="status">
          {!live ? say('capture.starting') : hint.value !== null && say(`hint.${hint.value}`)}
        </p>
      )}
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
        {props.onFile !== null && (late.value || fault !== null) && (
          <FileButton label={say('ready.upload')} onFile={props.onFile} />
        )}
      </div>
    </Frame>
  );
}
