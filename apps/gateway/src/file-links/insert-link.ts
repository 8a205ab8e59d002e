import { type MetadataParam, mergeMetadata, parameterInvalid } from '@idem/contracts';
import { sealJson } from '@idem/platform/crypto/seal';
import { hashToken, newToken } from '@idem/platform/crypto/token';
import type { File as FileRow } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import { linkContext } from './link-address.js';
import { type FileLinkRow, LINK_PARTS } from './present-file-link.js';

/** What a report names, and selfies. */
const LINKABLE_PURPOSES: ReadonlySet<string> = new Set(['identity_document_downloadable', 'selfie']);

/** @throws {ApiError} 400 for a purpose of which no link can be made */
export function assertLinkable(purpose: string, param: string): void {
  if (LINKABLE_PURPOSES.has(purpose)) return;
  throw parameterInvalid(
    param,
    'parameter_invalid_file_purpose',
    `You cannot create a link to a file with the purpose '${purpose}'. Use the files named in the verification report.`,
  );
}

/** Writes a link to a file, in the caller's transaction. Whether it may be made is decided before. */
export function insertLink(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'keys' | 'random'>,
  {
    file: { id: fileId, accountId, livemode },
    expiresAt,
    metadata,
  }: {
    readonly file: Pick<FileRow, 'id' | 'accountId' | 'livemode'>;
    readonly expiresAt: Date;
    readonly metadata: MetadataParam;
  },
): Promise<FileLinkRow> {
  const id = newId('link', deps.random);
  const token = newToken(deps.random);
  return tx.fileLink.create({
    data: {
      id,
      accountId,
      livemode,
      fileId,
      tokenHash: hashToken(token),
      sealedToken: sealJson(deps.keys, token, linkContext(id)),
      expiresAt,
      metadata: mergeMetadata({}, metadata),
      createdAt: deps.clock.now(),
    },
    include: LINK_PARTS,
  });
}
