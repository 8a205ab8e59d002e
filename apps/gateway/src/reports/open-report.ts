import {
  type ReportRecord,
  redactSections,
  redactText,
  reportSections,
  reviewedSections,
} from '@idem/contracts';
import type { SessionOptions, SessionType } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import type { Prisma, VerificationSession } from '@idem/platform/prisma/generated/client';
import { LAST_REVIEW, openLastReview } from '@idem/platform/reviews/open-review';
import { restingKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';

/** What a report is opened from beside its row. */
export const REPORT_PARTS = { reviews: LAST_REVIEW } as const satisfies Prisma.VerificationReportInclude;

export type ReportRow = Prisma.VerificationReportGetPayload<{ include: typeof REPORT_PARTS }>;

/** A report as its last review leaves it; without anything personal from the moment on in which its session's redaction was asked for. */
export function openReport(
  deps: Pick<Deps, 'keys'>,
  row: ReportRow,
  session: Pick<VerificationSession, 'id' | 'dataKey' | 'redaction'>,
): ReportRecord {
  const key = restingKey(deps.keys, session);
  const sections =
    row.sealedSections === null
      ? null
      : reviewedSections(
          openJson(key, row.sealedSections, `verification_report:${row.id}`, reportSections),
          openLastReview(key, row.reviews),
        );
  const redacting = session.redaction !== null;
  return {
    id: row.id,
    createdAt: row.createdAt,
    livemode: row.livemode,
    sessionId: row.sessionId,
    type: row.type as SessionType,
    clientReferenceId: redacting ? redactText(row.clientReferenceId) : row.clientReferenceId,
    verificationFlow: row.verificationFlowId,
    options: row.options as SessionOptions,
    sections: redacting && sections !== null ? redactSections(sections) : sections,
  };
}
