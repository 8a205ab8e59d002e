import {
  providedDetails,
  redactDetails,
  renderVerificationReport,
  renderVerificationSession,
  renderVerificationTries,
  renderVerifiedOutputs,
  type VerificationSessionResource,
} from '@idem/contracts';
import { openJson } from '@idem/platform/crypto/seal';
import { readAtOnce } from '@idem/platform/prisma/read-at-once';
import { openSession } from '@idem/platform/sessions/open-session';
import { restingKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import { assertRecentEnough, below, type Expansions } from '../http/expand.js';
import { openReport, REPORT_PARTS, type ReportRow } from '../reports/open-report.js';
import type { SessionRow } from './find-session.js';
import { triesOf } from './reserve-try.js';

type PresentDeps = Pick<Deps, 'db' | 'keys' | 'clock' | 'settings'>;

/**
 * A session as the API shows it, with what the request wanted expanded.
 *
 * @throws {ApiError} 403 when sensitive results are older than the caller may see
 */
export async function presentSession(
  deps: PresentDeps,
  given: SessionRow,
  expansions: Expansions,
): Promise<VerificationSessionResource> {
  const wantsReport = expansions.has('last_verification_report');
  const wantsOutputs = expansions.has('verified_outputs');
  const { row, report } =
    wantsReport || wantsOutputs ? await withReport(deps.db, given) : { row: given, report: null };
  const session = openSession(deps.keys, row, deps.clock.now());
  const resource = renderVerificationSession(session, deps.settings.publicUrl);
  if (expansions.has('provided_details')) resource.provided_details = openProvidedDetails(deps, row);
  if (expansions.has('tries')) {
    const tries = await triesOf(
      deps.db,
      deps,
      row.redaction === null ? row : { ...row, clientReferenceId: null },
    );
    resource.tries = renderVerificationTries(tries);
  }

  if (!wantsReport && !wantsOutputs) return resource;
  if (report !== null) assertRecentEnough(expansions, report.createdAt, deps.clock.now());
  const opened = report === null ? null : openReport(deps, report, row);
  if (wantsReport && opened !== null) {
    resource.last_verification_report = {
      ...renderVerificationReport(opened, below(expansions, 'last_verification_report')),
    };
  }
  if (wantsOutputs) {
    resource.verified_outputs =
      row.status === 'verified' && opened?.sections
        ? renderVerifiedOutputs(opened.sections, below(expansions, 'verified_outputs'))
        : null;
  }
  return resource;
}

/** The session as it is by now, with the report that it names: both of one moment. */
const withReport = (
  db: PresentDeps['db'],
  { id }: SessionRow,
): Promise<{ readonly row: SessionRow; readonly report: ReportRow | null }> =>
  readAtOnce(db, async (tx) => {
    const row = await tx.verificationSession.findUniqueOrThrow({ where: { id } });
    if (row.lastReportId === null) return { row, report: null };
    const where = { id: row.lastReportId };
    return {
      row,
      report: await tx.verificationReport.findUniqueOrThrow({ where, include: REPORT_PARTS }),
    };
  });

/** What the integrator told about the person; null when nothing was told. Of a redacted session, which details those were. */
export function openProvidedDetails(deps: Pick<Deps, 'keys'>, row: SessionRow) {
  if (row.sealedProvidedDetails === null) return null;
  const details = openJson(
    restingKey(deps.keys, row),
    row.sealedProvidedDetails,
    `verification_session:${row.id}:provided_details`,
    providedDetails,
  );
  return row.redaction === null ? details : redactDetails(details);
}
