import {
  type ListReportsParams,
  type ListResource,
  renderVerificationReport,
  type VerificationReportResource,
} from '@idem/contracts';
import { readAtOnce } from '@idem/platform/prisma/read-at-once';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { assertRecentEnough, REPORT_EXPANDABLE, readExpand } from '../http/expand.js';
import { createdWithin, paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';
import { openReport, REPORT_PARTS } from './open-report.js';

/** @throws {ApiError} 400, 403 */
export async function listReports(
  deps: Deps,
  { caller }: Context,
  params: ListReportsParams,
): Promise<ListResource<VerificationReportResource>> {
  const expansions = readExpand(params.expand, REPORT_EXPANDABLE, caller, 'list');
  const scope = { accountId: caller.accountId, livemode: caller.livemode };
  const filter = defined({
    clientReferenceId: params.client_reference_id,
    createdAt: createdWithin(params.created),
    sessionId: params.verification_session,
    type: params.type,
    verificationFlowId: params.verification_flow,
  });
  return paginate(
    params,
    {
      url: '/v1/identity/verification_reports',
      noun: 'verification report',
      find: (id) => deps.db.verificationReport.findFirst({ where: { ...scope, id }, select: { seq: true } }),
      read: ({ seq, order, take }) =>
        readAtOnce(deps.db, (tx) =>
          tx.verificationReport.findMany({
            where: { ...scope, ...filter, ...defined({ seq }) },
            include: { ...REPORT_PARTS, session: true },
            orderBy: { seq: order },
            take,
          }),
        ),
    },
    (row) => {
      assertRecentEnough(expansions, row.createdAt, deps.clock.now());
      return renderVerificationReport(openReport(deps, row, row.session), expansions);
    },
  );
}
