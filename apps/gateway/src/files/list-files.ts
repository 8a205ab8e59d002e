import type { FileResource, ListFilesParams, ListResource } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { createdWithin, paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';
import { FILE_PARTS, presentFile } from './present-file.js';

/** @throws {ApiError} 400 */
export async function listFiles(
  deps: Deps,
  { caller }: Context,
  params: ListFilesParams,
): Promise<ListResource<FileResource>> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller, 'list');
  const scope = { accountId: caller.accountId, livemode: caller.livemode };
  const filter = defined({ purpose: params.purpose, createdAt: createdWithin(params.created) });
  return paginate(
    params,
    {
      url: '/v1/files',
      noun: 'file',
      find: (id) => deps.db.file.findFirst({ where: { ...scope, id }, select: { seq: true } }),
      read: ({ seq, order, take }) =>
        deps.db.file.findMany({
          where: { ...scope, ...filter, ...defined({ seq }) },
          include: FILE_PARTS,
          orderBy: { seq: order },
          take,
        }),
    },
    (row) => presentFile(deps, caller, row),
  );
}
