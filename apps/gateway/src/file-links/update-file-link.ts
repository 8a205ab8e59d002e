import { type FileLinkResource, mergeMetadata, type UpdateFileLinkParams } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand } from '../http/expand.js';
import { assertMaySeeContents } from './file-contents.js';
import { findFileLink } from './find-file-link.js';
import { linkExpiry } from './link-expiry.js';
import { FILE_LINK_EXPANDABLE, LINK_PARTS, presentFileLink, storedMetadata } from './present-file-link.js';

/**
 * Changes a link's metadata, or its end: one that has expired can be opened again for as long as a new one.
 *
 * @throws {ApiError} 400, 403, 404
 */
export async function updateFileLink(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: UpdateFileLinkParams },
): Promise<FileLinkResource> {
  const expansions = readExpand(params.expand, FILE_LINK_EXPANDABLE, caller);
  const row = await deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM file_links WHERE id = ${id} FOR UPDATE`;
    const link = await findFileLink(tx, caller, id);
    assertMaySeeContents(deps, caller, link.file);
    const metadata = mergeMetadata(storedMetadata.parse(link.metadata), params.metadata);
    return tx.fileLink.update({
      where: { id },
      data: {
        // What belongs to a redacted session takes nothing personal any more.
        metadata: (link.file.session?.redaction ?? null) === null ? metadata : {},
        ...(params.expires_at === undefined
          ? {}
          : { expiresAt: linkExpiry(params.expires_at, deps.clock.now()) }),
      },
      include: LINK_PARTS,
    });
  });
  return presentFileLink(deps, caller, row, expansions);
}
