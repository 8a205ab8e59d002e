import { ERROR_CODES, REPORTABLE_FAILURES, VERDICTS } from '@idem/domain';
import { z } from 'zod';
import { expand, pagination, text } from './form-values.js';

/** A reviewer's judgement. Not known to Stripe, where it is made on the dashboard. */
export const reviewSessionParams = z.strictObject({
  verdict: z.enum(VERDICTS),
  /** Of `unverified` only; `document_unverified_other` when left out. */
  code: z.enum(ERROR_CODES).optional(),
  /** With `unverified` it becomes the `reason` of `last_error`. */
  reason: text(1000),
  /** Who judged, in the integrator's own words. */
  reviewer: text(255),
  expand,
});
export type ReviewSessionParams = z.infer<typeof reviewSessionParams>;

/** Gives a session and its reference all their tries again. Not known to Stripe. */
export const reopenSessionParams = z.strictObject({
  /** Who decided so, in the integrator's own words. */
  reviewer: text(255),
  expand,
});
export type ReopenSessionParams = z.infer<typeof reopenSessionParams>;

export const listReviewsParams = z.strictObject(pagination);
export type ListReviewsParams = z.infer<typeof listReviewsParams>;

/** Why a person cannot be verified, as their device or the integrator's page found out. */
export const cannotVerifyParams = z.strictObject({ code: z.enum(REPORTABLE_FAILURES), expand });
export type CannotVerifyParams = z.infer<typeof cannotVerifyParams>;
