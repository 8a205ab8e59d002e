import { type ReportRecord, reportSections } from '@idem/contracts';
import type { SessionOptions, SessionType } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import type { VerificationReport } from '@idem/platform/prisma/generated/client';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';

/** A report with its sections opened by its session's data key; without them once the key is destroyed. */
export function openReport(
  deps: Pick<Deps, 'keys'>,
  row: VerificationReport,
  session: { readonly id: string; readonly dataKey: Uint8Array | null },
): ReportRecord {
  const sections =
    row.sealedSections === null || session.dataKey === null
      ? null
      : openJson(
          sessionKey(deps.keys, session),
          row.sealedSections,
          `verification_report:${row.id}`,
          reportSections,
        );
  return {
    id: row.id,
    createdAt: row.createdAt,
    livemode: row.livemode,
    sessionId: row.sessionId,
    type: row.type as SessionType,
    clientReferenceId: row.clientReferenceId,
    options: row.options as SessionOptions,
    sections,
  };
}
