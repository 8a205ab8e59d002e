/**
 * The active selfie challenge: the server asks for movements in an order that nobody can know before, and the person's
 * device answers with pictures taken while the person makes them.
 */

/** What a person is asked to do, sides being the person's own. Names follow Stripe's `pose` of a captured frame. */
export const CHALLENGE_STEPS = ['front', 'left', 'right', 'blink'] as const;
export type ChallengeStep = (typeof CHALLENGE_STEPS)[number];

/** Pictures that one answer may hold, at most. */
export const MAX_CHALLENGE_FRAMES = 24;

/** Challenges that one session may be given. Each new one is another chance for a recording to fit its order. */
export const MAX_CHALLENGES = 12;

/** A challenge as the server issued it. */
export interface SelfieChallenge {
  /** 64 hex digits that nobody could foresee; see {@link stepsOf}. */
  readonly nonce: string;
  /** 1 for the first of its session. */
  readonly number: number;
  /** Time in which it can be answered, in ms. */
  readonly lifetimeMs: number;
}

/** One picture of an answer. Times are ms since the challenge was issued. */
export interface ChallengeFrame {
  readonly step: ChallengeStep;
  /** By the device's clock, counted from when it received the challenge. */
  readonly capturedAtMs: number;
  /** When the server had received the picture, by the server's clock. */
  readonly uploadedAtMs: number;
  /** Whether the device takes its camera for a virtual one; null when it does not say. */
  readonly virtualCamera: boolean | null;
  /** What the device calls its camera; null when it does not say. */
  readonly camera: string | null;
}

/** A challenge with the answer to it. */
export interface AnsweredChallenge {
  readonly challenge: SelfieChallenge;
  /** The nonce that the device sent with its answer. */
  readonly nonce: string;
  /** When the answer was complete, in ms since the challenge was issued, by the server's clock. */
  readonly answeredAtMs: number;
  /** In the order in which they were taken. */
  readonly frames: readonly ChallengeFrame[];
}

/**
 * The steps of a challenge, each once, in an order that follows from its nonce (Fisher and Yates' shuffle): whoever
 * knows the nonce can check the order, and no order can be asked for without drawing a nonce for it.
 *
 * @throws {RangeError} when the nonce is not 64 hex digits.
 */
export function stepsOf(nonce: string): readonly ChallengeStep[] {
  if (!/^[0-9a-f]{64}$/.test(nonce)) throw new RangeError('a nonce has 64 hex digits');
  const steps: ChallengeStep[] = [...CHALLENGE_STEPS];
  for (let last = steps.length - 1; last > 0; last--) {
    // 32 bits modulo at most 4 favour no step.
    const drawn = Number.parseInt(nonce.slice(8 * last, 8 * last + 8), 16) % (last + 1);
    [steps[last], steps[drawn]] = [steps[drawn]!, steps[last]!];
  }
  return steps;
}

/** Why a challenge that is handed in cannot be answered any more, or not with this nonce. */
export type AnswerRefusal = 'answered_before' | 'superseded' | 'expired' | 'wrong_nonce';

/** Whether a challenge may be answered now; null when nothing stands against it. */
export function refusalOf(
  issued: {
    readonly nonce: string;
    readonly expiresAt: Date;
    readonly answered: boolean;
    readonly newest: boolean;
  },
  answer: { readonly nonce: string; readonly now: Date },
): AnswerRefusal | null {
  if (issued.answered) return 'answered_before';
  if (answer.nonce !== issued.nonce) return 'wrong_nonce';
  if (!issued.newest) return 'superseded';
  return answer.now.getTime() > issued.expiresAt.getTime() ? 'expired' : null;
}
