import { type Review, sectionOf } from '@idem/domain';
import type { ReportSections } from './stored.js';

type Verdict = Pick<NonNullable<ReportSections['document']>, 'status' | 'error'>;

/**
 * A report's sections as a review leaves them. What the checks found stays stored as it was; this is how it is shown: after
 * `verified` nothing is wrong, after `unverified` the section that the error is of has it, and a document that is not
 * trusted tells nothing.
 *
 * @param review the last one; null when there is none
 */
export function reviewedSections(
  { document, selfie }: ReportSections,
  review: Review | null,
): ReportSections {
  const verdictOn = (section: 'document' | 'selfie', { status, error }: Verdict): Verdict => {
    if (review === null) return { status, error };
    if (review.verdict === 'verified') return { status: 'verified', error: null };
    return sectionOf(review.error.code) === section
      ? { status: 'unverified', error: review.error }
      : { status, error };
  };
  const onDocument = document && { ...document, ...verdictOn('document', document) };
  return {
    ...(onDocument && {
      document: {
        ...onDocument,
        facts: onDocument.status === 'verified' ? (onDocument.facts ?? onDocument.withheld ?? null) : null,
      },
    }),
    ...(selfie && { selfie: { ...selfie, ...verdictOn('selfie', selfie) } }),
  };
}
