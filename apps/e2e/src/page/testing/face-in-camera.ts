import type { ChallengeStep } from '@idem/domain';
import { type Person, seededRandom } from '@idem/testing';
import { takeFrame } from '@idem/testing/faces/sequences/camera';
import { headOfPerson } from '@idem/testing/faces/sequences/head-of-person';
import { poseHead } from '@idem/testing/faces/sequences/pose-head';
import type { PersonAtPage } from './person-at-page.js';

/** Pictures of a head in the poses that a challenge asks for. JPEG. */
export type Poses = Readonly<Record<'front' | 'left' | 'right' | 'closed', readonly Uint8Array[]>>;

/** Of six that were tried, the noise that the liveness check is surest to be a camera's on every picture. */
const SEED = 3;

/** @param count pictures of each pose, never two the same */
export async function posesOf(person: Person, count = 4): Promise<Poses> {
  const head = await headOfPerson(person);
  const random = seededRandom(SEED);
  const frames = (yaw: number, closed: number) =>
    Promise.all(
      Array.from({ length: count }, (_, i) =>
        takeFrame(
          poseHead(head, {
            yaw: yaw * (1 - 0.08 * i) + random.normal(),
            pitch: random.normal() * 1.5,
            roll: random.normal() * 1.2,
            closed,
            shift: [random.normal() * 2, random.normal() * 2],
          }),
          random,
        ),
      ),
    );
  return {
    front: await frames(0, 0),
    left: await frames(34, 0),
    right: await frames(-34, 0),
    closed: await frames(0, 1),
  };
}

const INSTRUCTIONS: readonly (readonly [gist: RegExp, step: ChallengeStep])[] = [
  [/straight/, 'front'],
  [/your left/, 'left'],
  [/your right/, 'right'],
  [/eyes/, 'blink'],
];
/** A person has read an instruction after this long. */
const REACTION_MS = 500;
/** Eyes are closed on about every other picture: the page takes one in 120 ms. */
const BLINK_MS = 400;

/**
 * Follows the instructions of a challenge as a person does: reads, then moves.
 *
 * @param until what ends it
 */
export async function followInstructions(
  { page, camera }: PersonAtPage,
  poses: Poses,
  until: () => boolean,
): Promise<void> {
  let shown = -1;
  for (let turn = 0; !until(); turn++) {
    const text = await page
      .locator('[role=status]')
      .first()
      .textContent({ timeout: 1_000 })
      .catch(() => null);
    const step = INSTRUCTIONS.findIndex(([gist]) => gist.test(text ?? ''));
    const name = INSTRUCTIONS[step]?.[1] ?? 'front';
    const pose = name === 'blink' ? (turn % 2 === 0 ? 'closed' : 'front') : name;
    if (step !== shown) await page.waitForTimeout(REACTION_MS);
    shown = step;
    await camera.show(poses[pose][turn % poses[pose].length]!, 0);
    await page.waitForTimeout(BLINK_MS);
  }
}
