import type { Camera } from '../../capture/camera/use-camera.js';
import { guideIn } from '../../capture/guidance/guide.js';

/** The rear camera with the frame that the document has to fill. */
export function DocumentViewfinder(props: {
  readonly camera: Camera;
  /** Width by height of the document. */
  readonly aspect: number;
  /** Whether the picture is good now. */
  readonly good: boolean;
}) {
  const { camera } = props;
  const wide = camera.video.current?.videoWidth ?? 0;
  const high = camera.video.current?.videoHeight ?? 0;
  const guide = guideIn(wide, high, props.aspect);
  return (
    <div class="viewfinder" hidden={camera.fault.value !== null}>
      <video ref={camera.video} muted playsInline />
      {camera.live.value && (
        <svg class="guide" viewBox={`0 0 ${wide} ${high}`} aria-hidden="true">
          <path
            class="shade"
            d={`M0 0H${wide}V${high}H0Z M${guide.left} ${guide.top}h${guide.width}v${guide.height}h${-guide.width}Z`}
          />
          <rect
            class={props.good ? 'line good' : 'line'}
            x={guide.left}
            y={guide.top}
            width={guide.width}
            height={guide.height}
            rx={guide.height * 0.05}
            stroke-width={Math.max(4, wide / 200)}
          />
        </svg>
      )}
    </div>
  );
}
