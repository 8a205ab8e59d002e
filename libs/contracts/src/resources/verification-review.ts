import { SESSION_STATUSES, VERDICTS } from '@idem/domain';
import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

/** A review as it lies in PostgreSQL, opened. */
export interface ReviewRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly sessionId: string;
  readonly reportId: string;
  readonly verdict: string;
  readonly previousStatus: (typeof SESSION_STATUSES)[number];
  readonly code: string | null;
  readonly reason: string | null;
  readonly reviewer: string;
}

/** `identity.verification_review`; not known to Stripe. */
export const verificationReviewResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('identity.verification_review'),
    code: z.string().nullable(),
    created: moment,
    livemode: z.boolean(),
    previous_status: z.enum(SESSION_STATUSES),
    reason: z.string().nullable().meta({ description: 'Null once the session was redacted.' }),
    reviewer: z.string(),
    verdict: z.enum(VERDICTS),
    verification_report: z.string(),
    verification_session: z.string(),
  })
  .meta({ id: 'identity.verification_review' });
export type VerificationReviewResource = z.infer<typeof verificationReviewResource>;

export const renderVerificationReview = (review: ReviewRecord): VerificationReviewResource => ({
  id: review.id,
  object: 'identity.verification_review',
  code: review.code,
  created: unixSeconds(review.createdAt),
  livemode: review.livemode,
  previous_status: review.previousStatus,
  reason: review.reason,
  reviewer: review.reviewer,
  verdict: z.enum(VERDICTS).parse(review.verdict),
  verification_report: review.reportId,
  verification_session: review.sessionId,
});
