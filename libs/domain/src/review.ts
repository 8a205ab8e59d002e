import { REPORT_SECTIONS, type ReportSection } from './check-definition.js';
import type { ErrorCode, LastError } from './error-codes.js';
import type { SessionStatus } from './session.js';

export const VERDICTS = ['verified', 'unverified'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A person's judgement of a verification that was settled, in the place of the checks'. */
export type Review =
  | { readonly verdict: 'verified' }
  | { readonly verdict: 'unverified'; readonly error: LastError };

export type ReviewResult =
  | {
      readonly kind: 'reviewed';
      readonly status: 'verified' | 'requires_input';
      readonly lastError: LastError | null;
      readonly event:
        | 'identity.verification_session.verified'
        | 'identity.verification_session.requires_input';
    }
  /** Nothing was settled that could be judged. */
  | { readonly kind: 'nothing_to_review' }
  /** The status is what the verdict would make it. */
  | { readonly kind: 'unchanged' }
  /** The error is none of a check that the report tells of. */
  | { readonly kind: 'foreign_code' };

/** What a reviewer may do to a session, by its status; nothing while checks run, and nothing after the end. */
const REVIEWED: Readonly<Partial<Record<SessionStatus, Verdict>>> = {
  requires_input: 'verified',
  verified: 'unverified',
};

/** The section of a report that a code is an error of; null for one of the session as a whole. */
export const sectionOf = (code: ErrorCode): ReportSection | null =>
  REPORT_SECTIONS.find((section) => code.startsWith(`${section}_`)) ?? null;

/**
 * What a review makes of a session. Pure; the only way from `verified` to `requires_input`, and from there to `verified`
 * without a submission.
 *
 * @param session.sections of the last report; null when there is none
 */
export function reviewSession(
  session: { readonly status: SessionStatus; readonly sections: readonly ReportSection[] | null },
  review: Review,
): ReviewResult {
  const open = REVIEWED[session.status];
  if (open === undefined || session.sections === null) return { kind: 'nothing_to_review' };
  if (open !== review.verdict) return { kind: 'unchanged' };
  if (review.verdict === 'verified') {
    return {
      kind: 'reviewed',
      status: 'verified',
      lastError: null,
      event: 'identity.verification_session.verified',
    };
  }
  const section = sectionOf(review.error.code);
  if (section === null || !session.sections.includes(section)) return { kind: 'foreign_code' };
  return {
    kind: 'reviewed',
    status: 'requires_input',
    lastError: review.error,
    event: 'identity.verification_session.requires_input',
  };
}
