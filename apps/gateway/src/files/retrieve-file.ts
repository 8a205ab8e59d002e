import { type FileResource, resourceMissing } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { isId } from '../sessions/find-session.js';
import { FILE_PARTS, presentFile } from './present-file.js';

/** @throws {ApiError} 404 */
export async function retrieveFile(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<FileResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  const { accountId, livemode } = caller;
  const row = isId(id)
    ? await deps.db.file.findUnique({ where: { id, accountId, livemode }, include: FILE_PARTS })
    : null;
  if (row === null) throw resourceMissing('file', id);
  return presentFile(deps, caller, row);
}
