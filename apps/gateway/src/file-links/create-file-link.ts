import {
  type CreateFileLinkParams,
  type FileLinkResource,
  mergeMetadata,
  parameterInvalid,
  resourceMissing,
} from '@idem/contracts';
import { sealJson } from '@idem/platform/crypto/seal';
import { hashToken, newToken } from '@idem/platform/crypto/token';
import { newId } from '@idem/platform/random/ids';
import { isErased } from '@idem/platform/redaction/erase-session';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand } from '../http/expand.js';
import { isId } from '../sessions/find-session.js';
import { assertMaySeeContents, CONTENT_PARTS } from './file-contents.js';
import { linkExpiry } from './link-expiry.js';
import { FILE_LINK_EXPANDABLE, linkContext, presentFileLink } from './present-file-link.js';

/** What a report names, and nothing that was only uploaded. */
const LINKABLE_PURPOSES: ReadonlySet<string> = new Set(['identity_document_downloadable', 'selfie']);

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
  if (!LINKABLE_PURPOSES.has(file.purpose)) {
    throw parameterInvalid(
      'file',
      'parameter_invalid_file_purpose',
      `Files with the purpose '${file.purpose}' cannot be linked: link those that a verification report names.`,
    );
  }
  const now = deps.clock.now();
  const expiresAt = linkExpiry(params.expires_at, now);
  const id = newId('link', deps.random);
  const token = newToken(deps.random);
  const row = await deps.db.$transaction(async (tx) => {
    const isGone =
      file.session !== null && (file.session.redaction !== null || (await isErased(tx, file.session.id)));
    if (isGone || file.wrappedKey === null) throw missing();
    return tx.fileLink.create({
      data: {
        id,
        accountId,
        livemode,
        fileId: file.id,
        tokenHash: hashToken(token),
        sealedToken: sealJson(deps.keys, token, linkContext(id)),
        expiresAt,
        metadata: mergeMetadata({}, params.metadata),
        createdAt: now,
      },
      include: { file: true },
    });
  });
  return presentFileLink(deps, caller, row, expansions);
}
