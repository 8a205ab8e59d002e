import type { ErrorCode } from '@idem/domain';
import type { Insight } from '../check.js';

/** What one look at an answer found: what a reviewer should know, and why the answer fails, if it does. */
export interface Finding {
  readonly insight: Insight;
  readonly failure?: { readonly code: ErrorCode; readonly reason: string };
}

/** The usual failure: nothing is proven against the person, who is told what to do. */
export const unverified = (reason: string): NonNullable<Finding['failure']> => ({
  code: 'selfie_unverified_other',
  reason,
});
