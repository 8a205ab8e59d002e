import type { ListFlowsParams, ListResource, VerificationFlowResource } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { createdWithin, paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';
import { presentFlow } from './present-flow.js';

/** @throws {ApiError} 400 */
export async function listFlows(
  deps: Deps,
  { caller }: Context,
  params: ListFlowsParams,
): Promise<ListResource<VerificationFlowResource>> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller, 'list');
  const scope = { accountId: caller.accountId, livemode: caller.livemode };
  const filter = defined({ active: params.active, createdAt: createdWithin(params.created) });
  return paginate(
    params,
    {
      url: '/v1/identity/verification_flows',
      noun: 'verification flow',
      find: (id) => deps.db.verificationFlow.findFirst({ where: { ...scope, id }, select: { seq: true } }),
      read: ({ seq, order, take }) =>
        deps.db.verificationFlow.findMany({
          where: { ...scope, ...filter, ...defined({ seq }) },
          orderBy: { seq: order },
          take,
        }),
    },
    (row) => presentFlow(deps, row),
  );
}
