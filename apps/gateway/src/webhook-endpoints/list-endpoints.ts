import {
  type ListEndpointsParams,
  type ListResource,
  renderWebhookEndpoint,
  type WebhookEndpointResource,
} from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';
import { endpointRecord } from './find-endpoint.js';

/** @throws {ApiError} 400 */
export async function listEndpoints(
  deps: Deps,
  { caller }: Context,
  params: ListEndpointsParams,
): Promise<ListResource<WebhookEndpointResource>> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller, 'list');
  const scope = { accountId: caller.accountId, livemode: caller.livemode, deletedAt: null };
  return paginate(
    params,
    {
      url: '/v1/webhook_endpoints',
      noun: 'webhook endpoint',
      find: (id) => deps.db.webhookEndpoint.findFirst({ where: { ...scope, id }, select: { seq: true } }),
      read: ({ seq, order, take }) =>
        deps.db.webhookEndpoint.findMany({
          where: { ...scope, ...defined({ seq }) },
          orderBy: { seq: order },
          take,
        }),
    },
    (row) => renderWebhookEndpoint(endpointRecord(row)),
  );
}
