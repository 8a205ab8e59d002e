import type { CheckOutcome } from './outcome.js';
import type { SessionOptions } from './session.js';

/** How many tries may fail. Null: any number. */
export interface TryLimits {
  /** Of one session. */
  readonly session: number | null;
  /** Of all sessions with one `client_reference_id`, within the last {@link referenceHours}. */
  readonly reference: number | null;
  /** 1 … {@link MAX_REFERENCE_HOURS} */
  readonly referenceHours: number;
}

/** What holds where neither a flow nor the deployment says anything; docs/adr/0036. */
export const DEFAULT_TRIES = { session: 5, reference: 10, referenceHours: 24 } as const satisfies TryLimits;

/** A week: tries of a reference are remembered no longer than this, even of sessions that were redacted. */
export const MAX_REFERENCE_HOURS = 168;

/** Submissions of a session that may fail for want of a side of the document before they count as failed tries. */
export const FREE_INCOMPLETE_TRIES = 3;

/** The limits of a session; 0 in its options, or in the deployment's, lifts a limit. */
export function tryLimits({ tries }: SessionOptions, deployment: TryLimits): TryLimits {
  const limit = (own: number | undefined, fallback: number | null): number | null =>
    (own ?? fallback ?? 0) === 0 ? null : (own ?? fallback);
  return {
    session: limit(tries?.session, deployment.session),
    reference: limit(tries?.reference, deployment.reference),
    referenceHours: tries?.reference_hours ?? deployment.referenceHours,
  };
}

/**
 * What a submission was as a try: `failed` when a check found something against what was sent; `incomplete` when all
 * that was found is that a side of the document is missing, which costs nothing the first few times; null when it
 * passed, or when the fault was ours alone. Independent of the order of the outcomes.
 *
 * @param before.incomplete submissions of the same session that were `incomplete`
 */
export function tryResult(
  outcomes: readonly CheckOutcome[],
  before: { readonly incomplete: number },
): 'failed' | 'incomplete' | null {
  const failed = outcomes.filter((outcome) => outcome.status === 'failed');
  if (failed.length === 0) return null;
  const incomplete = failed.every((outcome) => outcome.incomplete === true);
  return incomplete && before.incomplete < FREE_INCOMPLETE_TRIES ? 'incomplete' : 'failed';
}

/** Tries so far, without those that were forgiven. */
export interface TriesUsed {
  /** Failed ones of the session. */
  readonly session: number;
  /** Of the reference within its hours; null for a session without a reference. */
  readonly reference: { readonly failed: number; readonly pending: number } | null;
}

/** What of a session's tries is left, and what its limits are. */
export interface Tries {
  readonly limits: TryLimits;
  readonly used: TriesUsed;
  /** Tries that may still fail; null for any number. */
  readonly left: number | null;
  /**
   * Why nothing can be submitted now: no try of the session or of the reference is left, or submissions of the
   * reference that are being checked may take the last (`pending`). Null when it can.
   */
  readonly blocked: 'session' | 'reference' | 'pending' | null;
}

/**
 * Whether a session may be submitted. A submission that is being checked counts as if it failed, so that of any number
 * of sessions of one reference that are submitted at once no more are let through than may fail.
 */
export function triesLeft(limits: TryLimits, used: TriesUsed): Tries {
  const { session, reference } = limits;
  const { failed, pending } = used.reference ?? { failed: 0, pending: 0 };
  const lefts = [
    ...(session === null ? [] : [session - used.session]),
    ...(reference === null || used.reference === null ? [] : [reference - failed]),
  ];
  const left = lefts.length === 0 ? null : Math.max(0, Math.min(...lefts));
  return { limits, used, left, blocked: blockedBy() };

  function blockedBy(): Tries['blocked'] {
    if (session !== null && used.session >= session) return 'session';
    if (reference === null || used.reference === null || failed + pending < reference) return null;
    return failed >= reference ? 'reference' : 'pending';
  }
}

/** What is said to the person when their last try has failed, and when one more is refused. */
export const NO_TRIES_LEFT = {
  session: 'No tries are left. Please contact the business that asked you to verify your identity.',
  reference:
    'No tries are left for now. Please try again later, or contact the business that asked you to verify your identity.',
} as const;
