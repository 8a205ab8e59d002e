import { type ReportRecord, redactSections, redactText, reportSections } from '@idem/contracts';
import type { SessionOptions, SessionType } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import type { VerificationReport, VerificationSession } from '@idem/platform/prisma/generated/client';
import { restingKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';

/** A report, opened; without anything personal from the moment on in which its session's redaction was asked for. */
export function openReport(
  deps: Pick<Deps, 'keys'>,
  row: VerificationReport,
  session: Pick<VerificationSession, 'id' | 'dataKey' | 'redaction'>,
): ReportRecord {
  const sections =
    row.sealedSections === null
      ? null
      : openJson(
          restingKey(deps.keys, session),
          row.sealedSections,
          `verification_report:${row.id}`,
          reportSections,
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
