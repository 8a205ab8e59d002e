import type { AnsweredChallenge, ChallengeFrame } from '@idem/domain';
import type { SeededRandom } from '../../random.js';

/** An answer to a challenge with its pictures, in the order in which they were taken. */
export interface Attempt {
  readonly challenge: AnsweredChallenge;
  /** JPEG. */
  readonly frames: readonly Uint8Array[];
}

/** Life of the challenges that are answered here, in ms. */
const LIFETIME_MS = 120_000;

/** 64 hex digits. */
export const drawNonce = (random: SeededRandom): string =>
  Array.from({ length: 64 }, () => random.integer(0, 15).toString(16)).join('');

/** An attempt of pictures taken at these times, sent one after the other and answered soon. */
export function attemptOf(
  nonce: string,
  taken: readonly (Pick<ChallengeFrame, 'step'> & { readonly atMs: number; readonly bytes: Uint8Array })[],
): Attempt {
  const frames = taken.map(
    ({ step, atMs }): ChallengeFrame => ({
      step,
      capturedAtMs: atMs,
      uploadedAtMs: atMs + 400,
      virtualCamera: false,
      camera: null,
    }),
  );
  const last = frames.at(-1)?.uploadedAtMs ?? 0;
  return {
    challenge: {
      challenge: { nonce, number: 1, lifetimeMs: LIFETIME_MS },
      nonce,
      answeredAtMs: last + 300,
      frames,
    },
    frames: taken.map(({ bytes }) => bytes),
  };
}
