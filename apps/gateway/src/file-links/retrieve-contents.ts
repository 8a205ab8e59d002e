import { resourceMissing } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { isId } from '../sessions/find-session.js';
import { assertMaySeeContents, CONTENT_PARTS, type FileContents, readContents } from './file-contents.js';

/**
 * Opens a file for a caller who may see it.
 *
 * @throws {ApiError} 403, 404
 */
export async function retrieveContents(
  deps: Deps,
  { caller }: Context,
  { id }: { readonly id: string },
): Promise<FileContents> {
  const { accountId, livemode } = caller;
  const file = isId(id)
    ? await deps.db.file.findUnique({ where: { id, accountId, livemode }, include: CONTENT_PARTS })
    : null;
  if (file === null) throw resourceMissing('file', id);
  assertMaySeeContents(deps, caller, file);
  return readContents(deps, file);
}
