import { resourceMissing } from '@idem/contracts';
import { hashToken } from '@idem/platform/crypto/token';
import type { Deps } from '../deps.js';
import { CONTENT_PARTS, type FileContents, readContents } from './file-contents.js';

/** 32 bytes in base64url; anything else never reaches the database. */
const TOKEN = /^[\w-]{43}$/;

/**
 * What lies behind a link. One that has expired cannot be told from one that never was.
 *
 * @throws {ApiError} 404
 */
export async function followLink(deps: Deps, { token }: { readonly token: string }): Promise<FileContents> {
  const link = TOKEN.test(token)
    ? await deps.db.fileLink.findUnique({
        where: { tokenHash: hashToken(token) },
        include: { file: { include: CONTENT_PARTS } },
      })
    : null;
  if (link === null || link.expiresAt <= deps.clock.now())
    throw resourceMissing('file link', 'of this address');
  return readContents(deps, link.file);
}
