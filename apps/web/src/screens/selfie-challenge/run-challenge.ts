import type { ChallengeStep } from '@idem/domain';
import type { Outcome, Problem } from '../../api/outcome.js';
import { isVirtualCamera } from '../../capture/camera/open-camera.js';
import { takePicture } from '../../capture/pictures/take-picture.js';
import { uploadPicture } from '../../capture/upload/upload-picture.js';
import type { Device } from '../../device/device.js';
import { refusalOf, type SessionStore } from '../../session/session-store.js';
import { shownPage } from '../screen-props.js';
import { planFrames } from './plan-frames.js';

/** What the person sees: null while instructions are fetched, or pictures sent. */
export interface Stage {
  readonly step: ChallengeStep | null;
  readonly secondsLeft: number;
}

interface Shot {
  readonly pose: ChallengeStep;
  readonly capturedAt: number;
  readonly file: Promise<Outcome<string>>;
}

/** The server refuses larger pictures of a challenge. */
const ENCODING = { longest: 1280, quality: 0.92 };

/**
 * Fetches a challenge, takes its pictures while the person follows it, and hands in the answer. Pictures are sent while the
 * next are taken, for the server's clock counts as well.
 *
 * @param input.show called whenever what the person should see changes
 * @returns `expired` when there was not enough time
 */
export async function runChallenge(input: {
  readonly session: SessionStore;
  readonly device: Device;
  readonly video: HTMLVideoElement;
  readonly camera: string;
  readonly signal: AbortSignal;
  readonly show: (stage: Stage) => void;
}): Promise<'answered' | 'expired' | 'failed'> {
  const { session, device, signal, show } = input;
  const issued = await session.api().challenge();
  if (!issued.ok) return fail(session, issued.problem);
  const { id, nonce, steps, expires_in: lifetimeMs, max_frames: maxFrames } = issued.value;
  const received = performance.now();
  const elapsed = () => performance.now() - received;

  const shots: Shot[] = [];
  for (const step of steps) {
    const shown = elapsed();
    const plan = planFrames(step, maxFrames);
    const secondsLeft = () => Math.max(0, Math.ceil((lifetimeMs - elapsed()) / 1000));
    show({ step, secondsLeft: secondsLeft() });
    for (const at of plan.atMs) {
      await device.wait(Math.max(0, shown + at - elapsed()));
      if (signal.aborted) return 'failed';
      const capturedAt = Math.round(elapsed());
      const picture = await takePicture(input.video, ENCODING);
      shots.push({ pose: step, capturedAt, file: send(session, device, picture) });
      show({ step, secondsLeft: secondsLeft() });
    }
    await device.wait(Math.max(0, shown + plan.lengthMs - elapsed()));
  }
  show({ step: null, secondsLeft: 0 });

  const frames = [];
  for (const { pose, capturedAt, file } of shots) {
    const sent = await file;
    if (!sent.ok) return fail(session, sent.problem);
    frames.push({
      high_res_image: sent.value,
      pose,
      captured_at: capturedAt,
      camera_lens_model: input.camera,
      is_virtual_camera: isVirtualCamera(input.camera),
    });
  }
  if (elapsed() > lifetimeMs) return 'expired';
  const front = frames.find(({ pose }) => pose === 'front');
  const wantsFace = shownPage(session).requirements.missing.includes('face');
  const taken = await session.collect({
    selfie_challenge: { id, nonce, capture_frames: frames },
    // One look into the camera serves both: nobody is asked for the same picture twice.
    ...(wantsFace && front !== undefined
      ? {
          face: {
            best_high_res_image: front.high_res_image,
            upload_method: 'auto_capture',
            best_camera_lens_model: input.camera,
            best_is_virtual_camera: front.is_virtual_camera,
          },
        }
      : {}),
  });
  return taken ? 'answered' : 'failed';
}

const send = (session: SessionStore, device: Device, picture: Blob): Promise<Outcome<string>> =>
  session.withKey((key) =>
    uploadPicture(device, {
      picture,
      name: 'challenge.jpg',
      purpose: shownPage(session).selfie?.file_purpose ?? 'identity_private',
      ownedBy: shownPage(session).id,
      key,
    }),
  );

function fail(session: SessionStore, problem: Problem): 'failed' {
  session.note({ refusal: refusalOf(problem) });
  return 'failed';
}
