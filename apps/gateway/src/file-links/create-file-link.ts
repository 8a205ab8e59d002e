import { type CreateFileLinkParams, type FileLinkResource, resourceMissing } from '@idem/contracts';
import { isErased } from '@idem/platform/redaction/erase-session';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand } from '../http/expand.js';
import { isId } from '../sessions/find-session.js';
import { assertMaySeeContents, CONTENT_PARTS } from './file-contents.js';
import { assertLinkable, insertLink } from './insert-link.js';
import { linkExpiry } from './link-expiry.js';
import { FILE_LINK_EXPANDABLE, presentFileLink } from './present-file-link.js';

/**
 * Makes an address under which a report's picture can be fetched without a key, for at most 30 seconds.
 *
 * @throws {ApiError} 400, 403, 404
 */
export async function createFileLink(
  deps: Deps,
  { caller }: Context,
  params: CreateFileLinkParams,
): Promise<FileLinkResource> {
  const expansions = readExpand(params.expand, FILE_LINK_EXPANDABLE, caller);
  const { accountId, livemode } = caller;
  const missing = () => resourceMissing('file', params.file, 'file');
  const file = isId(params.file)
    ? await deps.db.file.findUnique({
        where: { id: params.file, accountId, livemode },
        include: CONTENT_PARTS,
      })
    : null;
  if (file === null) throw missing();
  assertMaySeeContents(deps, caller, file);
  assertLinkable(file.purpose, 'file');
  const expiresAt = linkExpiry(params.expires_at, deps.clock.now());
  const row = await deps.db.$transaction(async (tx) => {
    const isGone =
      file.session !== null && (file.session.redaction !== null || (await isErased(tx, file.session.id)));
    if (isGone || file.wrappedKey === null) throw missing();
    return insertLink(tx, deps, { file, expiresAt, metadata: params.metadata });
  });
  return presentFileLink(deps, caller, row, expansions);
}
