import type { FileLinkResource } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand } from '../http/expand.js';
import { findFileLink } from './find-file-link.js';
import { FILE_LINK_EXPANDABLE, presentFileLink } from './present-file-link.js';

/** @throws {ApiError} 404 */
export async function retrieveFileLink(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<FileLinkResource> {
  const expansions = readExpand(expand, FILE_LINK_EXPANDABLE, caller);
  return presentFileLink(deps, caller, await findFileLink(deps.db, caller, id), expansions);
}
