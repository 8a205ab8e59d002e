import { type AnsweredChallenge, type ChallengeFrame, stepsOf } from '@idem/domain';
import type { SeededRandom } from '../../random.js';
import { drawNonce } from './attempt.js';

/** Attacks with true pictures of a living person, which were taken for something else: what they change of the answer. */
export const PROTOCOL_ATTACKS = {
  /** A recorded answer, whose order another challenge had asked for. */
  reordered: (answer, random) => {
    const asked = stepsOf(answer.challenge.nonce).join();
    let nonce = drawNonce(random);
    while (stepsOf(nonce).join() === asked) nonce = drawNonce(random);
    return { ...answer, nonce, challenge: { ...answer.challenge, nonce } };
  },
  /** An answer to another challenge, sent with that challenge's nonce. */
  wrong_nonce: (answer, random) => ({ ...answer, nonce: drawNonce(random) }),
  /** Sent after the challenge had ended. */
  stale: (answer) => {
    const { lifetimeMs } = answer.challenge;
    return { ...answer, answeredAtMs: lifetimeMs + 5_000 };
  },
  /** Pictures that lay on the server before the challenge was issued. */
  prepared: (answer) => withFrames(answer, (frame) => ({ ...frame, uploadedAtMs: -60_000 })),
  /** All steps at once. */
  too_fast: (answer) => withFrames(answer, (frame, i) => ({ ...frame, capturedAtMs: 600 + 40 * i })),
  /** One step left out. */
  incomplete: (answer) => {
    const left = stepsOf(answer.challenge.nonce)[3];
    return { ...answer, frames: answer.frames.filter(({ step }) => step !== left) };
  },
} as const satisfies Record<string, (answer: AnsweredChallenge, random: SeededRandom) => AnsweredChallenge>;

export type ProtocolAttackKind = keyof typeof PROTOCOL_ATTACKS;

function withFrames(
  answer: AnsweredChallenge,
  change: (frame: ChallengeFrame, index: number) => ChallengeFrame,
): AnsweredChallenge {
  return { ...answer, frames: answer.frames.map(change) };
}
