import {
  type ApiKeyResource,
  type ListApiKeysParams,
  type ListResource,
  renderApiKey,
} from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { createdWithin, paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';

/** @throws {ApiError} 400 */
export async function listKeys(
  deps: Deps,
  { caller }: Context,
  params: ListApiKeysParams,
): Promise<ListResource<ApiKeyResource>> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller, 'list');
  const scope = { accountId: caller.accountId, livemode: caller.livemode };
  const filter = defined({ kind: params.kind, createdAt: createdWithin(params.created) });
  const now = deps.clock.now();
  return paginate(
    params,
    {
      url: '/v1/idem/api_keys',
      noun: 'api key',
      find: (id) => deps.db.apiKey.findFirst({ where: { ...scope, id }, select: { seq: true } }),
      read: ({ seq, order, take }) =>
        deps.db.apiKey.findMany({
          where: { ...scope, ...filter, ...defined({ seq }) },
          orderBy: { seq: order },
          take,
        }),
    },
    (row) => renderApiKey(row, now),
  );
}
