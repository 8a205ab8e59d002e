import type { FileLinkResource, ListFileLinksParams, ListResource } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand } from '../http/expand.js';
import { createdWithin, paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';
import { FILE_LINK_EXPANDABLE, LINK_PARTS, presentFileLink } from './present-file-link.js';

/** @throws {ApiError} 400 */
export async function listFileLinks(
  deps: Deps,
  { caller }: Context,
  params: ListFileLinksParams,
): Promise<ListResource<FileLinkResource>> {
  const expansions = readExpand(params.expand, FILE_LINK_EXPANDABLE, caller, 'list');
  const scope = { accountId: caller.accountId, livemode: caller.livemode };
  const now = deps.clock.now();
  const filter = defined({
    fileId: params.file,
    createdAt: createdWithin(params.created),
    expiresAt: params.expired === undefined ? undefined : params.expired ? { lte: now } : { gt: now },
  });
  return paginate(
    params,
    {
      url: '/v1/file_links',
      noun: 'file link',
      find: (id) => deps.db.fileLink.findFirst({ where: { ...scope, id }, select: { seq: true } }),
      read: ({ seq, order, take }) =>
        deps.db.fileLink.findMany({
          where: { ...scope, ...filter, ...defined({ seq }) },
          include: LINK_PARTS,
          orderBy: { seq: order },
          take,
        }),
    },
    (row) => presentFileLink(deps, caller, row, expansions),
  );
}
