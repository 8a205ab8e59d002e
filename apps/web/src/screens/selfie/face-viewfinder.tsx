import type { Camera } from '../../capture/camera/use-camera.js';
import { ovalIn } from '../../capture/face/judge-face-light.js';
import { say } from '../../words/words.js';
import { CameraFaultNotice } from '../camera-fault-notice.js';

/** The front camera as in a mirror, with an oval for the face. What is sent is not mirrored. */
export function FaceViewfinder(props: {
  readonly camera: Camera;
  readonly hint: string;
  /** Whether the face is in its place now. */
  readonly good: boolean;
}) {
  const { camera, hint } = props;
  const fault = camera.fault.value;
  const wide = camera.video.current?.videoWidth ?? 0;
  const high = camera.video.current?.videoHeight ?? 0;
  const oval = ovalIn(high === 0 ? 1 : wide / high);
  const half = oval.high * high;
  const side = oval.wide * high;
  return (
    <>
      {fault !== null && <CameraFaultNotice fault={fault} retry={camera.reopen} />}
      <div class="viewfinder mirrored" hidden={fault !== null}>
        <video ref={camera.video} muted playsInline />
        {camera.live.value && (
          <svg class="guide" viewBox={`0 0 ${wide} ${high}`} aria-hidden="true">
            {/* All but the oval, in white: a screen lights the face before it. */}
            <path
              class="glow"
              d={`M0 0H${wide}V${high}H0Z M${wide / 2 - side} ${high / 2}a${side} ${half} 0 1 0 ${2 * side} 0a${side} ${half} 0 1 0 ${-2 * side} 0Z`}
            />
            <ellipse
              class={props.good ? 'line good' : 'line'}
              cx={wide / 2}
              cy={high / 2}
              rx={side}
              ry={half}
              stroke-width={Math.max(4, wide / 200)}
            />
          </svg>
        )}
      </div>
      {fault === null && (
        <p class="hint" role="status">
          {camera.live.value ? hint : say('capture.starting')}
        </p>
      )}
    </>
  );
}
