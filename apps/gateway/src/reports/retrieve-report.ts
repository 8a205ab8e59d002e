import { renderVerificationReport, resourceMissing, type VerificationReportResource } from '@idem/contracts';
import { readAtOnce } from '@idem/platform/prisma/read-at-once';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { assertRecentEnough, REPORT_EXPANDABLE, readExpand } from '../http/expand.js';
import { isId } from '../sessions/find-session.js';
import { openReport, REPORT_PARTS } from './open-report.js';

/** @throws {ApiError} 403, 404 */
export async function retrieveReport(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<VerificationReportResource> {
  const expansions = readExpand(expand, REPORT_EXPANDABLE, caller);
  const { accountId, livemode } = caller;
  const row = isId(id)
    ? await readAtOnce(deps.db, (tx) =>
        tx.verificationReport.findUnique({
          where: { id, accountId, livemode },
          include: { ...REPORT_PARTS, session: true },
        }),
      )
    : null;
  if (row === null) throw resourceMissing('verification report', id);
  assertRecentEnough(expansions, row.createdAt, deps.clock.now());
  return renderVerificationReport(openReport(deps, row, row.session), expansions);
}
