import { type ChallengeStep, stepsOf } from '@idem/domain';
import type { SeededRandom } from '../../random.js';
import { actSteps } from './acted-steps.js';
import { type Attempt, attemptOf } from './attempt.js';
import { takeFrame } from './camera.js';
import type { HeadModel } from './head-model.js';
import { poseHead } from './pose-head.js';

/**
 * A synthetic answer of a person who does what was asked for: the head of one photograph, turned and blinking.
 *
 * @param steps in another order than the nonce asks for, for somebody who does not
 */
export async function genuineAttempt(
  head: HeadModel,
  nonce: string,
  random: SeededRandom,
  steps: readonly ChallengeStep[] = stepsOf(nonce),
): Promise<Attempt> {
  const taken = [];
  for (const { step, atMs, posture } of actSteps(steps, random)) {
    taken.push({ step, atMs, bytes: await takeFrame(poseHead(head, posture), random) });
  }
  return attemptOf(nonce, taken);
}
