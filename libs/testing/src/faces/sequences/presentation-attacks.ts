import { stepsOf } from '@idem/domain';
import { decodeImage } from '@idem/vision/image/decode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { SeededRandom } from '../../random.js';
import { actSteps } from './acted-steps.js';
import { type Attempt, attemptOf } from './attempt.js';
import { copyFrame, takeFrame } from './camera.js';
import { genuineAttempt } from './genuine-attempt.js';
import type { HeadModel } from './head-model.js';
import { poseHead } from './pose-head.js';
import { showPrint } from './show-print.js';

/** What is held before the camera. `head` is the victim's photograph, `other` somebody else's. */
export type PresentationAttack = (
  scene: { readonly head: HeadModel; readonly other: HeadModel },
  nonce: string,
  random: SeededRandom,
) => Promise<Attempt>;

/** Attacks with somebody's pictures, by what they do. */
export const PRESENTATION_ATTACKS = {
  /** One picture, sent again and again: shifted by pixels, encoded anew. */
  still: async ({ head }, nonce, random) => present(nonce, random, () => copyFrame(head.picture, random)),
  /** A printed photograph, turned by hand to either side, once more tilted. */
  flat_print: ({ head }, nonce, random) => {
    const strength = random.between(1, 1.5);
    return present(nonce, random, ({ yaw }) => print(head, random, { yaw: yaw * strength, bend: 0 }));
  },
  /** The same, bent like half a tin. */
  bent_print: ({ head }, nonce, random) => {
    const strength = random.between(1, 1.4);
    const bend = random.between(50, 140);
    return present(nonce, random, ({ yaw }) => print(head, random, { yaw: yaw * strength, bend }));
  },
  /** A print whose eyes are cut out or painted: it turns flat, but it blinks. */
  blinking_print: ({ head }, nonce, random) => {
    const strength = random.between(1, 1.5);
    const closed = poseHead(head, { yaw: head.pose.yaw, closed: 1 });
    return present(nonce, random, (moment) => {
      const photograph = moment.closed > 0.5 ? closed : head.picture;
      return print({ picture: photograph }, random, { yaw: moment.yaw * strength, bend: 0 });
    });
  },
  /** The head of one person straight on, another's turned. */
  mixed_people: async ({ head, other }, nonce, random) => {
    const own = await genuineAttempt(head, nonce, random);
    const strange = await genuineAttempt(other, nonce, random);
    const frames = own.challenge.frames.map(({ step }, i) =>
      step === 'left' || step === 'right' ? strange.frames[i]! : own.frames[i]!,
    );
    return { ...own, frames };
  },
  /** A video of the victim on a screen, whose order does not fit. */
  screen_in_other_order: async ({ head }, nonce, random) => {
    const steps = stepsOf(nonce);
    const played = [...steps.slice(1), steps[0]!];
    const video = await genuineAttempt(head, nonce, random, played);
    const asked = actSteps(steps, random);
    const taken = [];
    for (const [i, { step, atMs }] of asked.entries()) {
      const shown = await decodeImage(video.frames[i]!, { maxSide: 2_000 });
      const screen = showPrint(shown, { yaw: 4, pitch: 2, size: 0.96 }, backdropFor(shown));
      taken.push({ step, atMs, bytes: await takeFrame(screen, random) });
    }
    return attemptOf(nonce, taken);
  },
  /** The victim turning, but never blinking: three photographs of a turned head and none with closed eyes. */
  no_blink: async ({ head }, nonce, random) => {
    const taken = [];
    for (const { step, atMs, posture } of actSteps(stepsOf(nonce), random)) {
      taken.push({
        step,
        atMs,
        bytes: await takeFrame(poseHead(head, { ...posture, closed: 0 }), random),
      });
    }
    return attemptOf(nonce, taken);
  },
} as const satisfies Record<string, PresentationAttack>;

export type PresentationAttackKind = keyof typeof PRESENTATION_ATTACKS;

async function present(
  nonce: string,
  random: SeededRandom,
  show: (moment: { readonly yaw: number; readonly closed: number }) => Promise<Uint8Array>,
): Promise<Attempt> {
  const taken = [];
  for (const { step, atMs, posture } of actSteps(stepsOf(nonce), random)) {
    taken.push({ step, atMs, bytes: await show({ yaw: posture.yaw, closed: posture.closed ?? 0 }) });
  }
  return attemptOf(nonce, taken);
}

function print(
  { picture }: Pick<HeadModel, 'picture'>,
  random: SeededRandom,
  { yaw, bend }: { readonly yaw: number; readonly bend: number },
): Promise<Uint8Array> {
  const posture = { yaw, bend, pitch: random.normal() * 4, size: 0.95 };
  return takeFrame(showPrint(picture, posture, backdropFor(picture)), random);
}

/** A plain grey room. */
function backdropFor({ width, height }: RgbImage): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < 3 * width; x++) data[i++] = 90 + (60 * y) / height;
  return { data, width, height };
}
