import type { Camera } from '../../capture/camera/use-camera.js';
import { say } from '../../words/words.js';
import { CameraFaultNotice } from '../camera-fault-notice.js';

/** The front camera as in a mirror, with an oval for the face. What is sent is not mirrored. */
export function FaceViewfinder({ camera, hint }: { readonly camera: Camera; readonly hint: string }) {
  const fault = camera.fault.value;
  const wide = camera.video.current?.videoWidth ?? 0;
  const high = camera.video.current?.videoHeight ?? 0;
  const half = Math.min(high * 0.38, wide * 0.52);
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
              d={`M0 0H${wide}V${high}H0Z M${wide / 2 - half * 0.76} ${high / 2}a${half * 0.76} ${half} 0 1 0 ${half * 1.52} 0a${half * 0.76} ${half} 0 1 0 ${-half * 1.52} 0Z`}
            />
            <ellipse
              class="line"
              cx={wide / 2}
              cy={high / 2}
              rx={half * 0.76}
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
