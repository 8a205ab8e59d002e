import { type FileLinkResource, renderFile, renderFileLink } from '@idem/contracts';
import { openJson } from '@idem/platform/crypto/seal';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import { seesSensitiveResults } from '../http/authorize.js';
import type { Caller } from '../http/caller.js';
import type { Expandable, Expansions } from '../http/expand.js';

export const FILE_LINK_EXPANDABLE: Expandable = { plain: ['file'], sensitive: [] };

export type FileLinkRow = Prisma.FileLinkGetPayload<{ include: { file: true } }>;

export const linkContext = (id: string): string => `file_link:${id}:token`;

export const storedMetadata = z.record(z.string(), z.string());

/** A link as the API shows it. Its address is shown to callers who may see the picture, while it works. */
export function presentFileLink(
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  caller: Caller,
  row: FileLinkRow,
  expansions: Expansions,
): FileLinkResource {
  const now = deps.clock.now();
  const { sealedToken } = row;
  const token =
    sealedToken !== null && row.expiresAt > now && seesSensitiveResults(caller)
      ? openJson(deps.keys, sealedToken, linkContext(row.id), z.string())
      : null;
  return renderFileLink(
    { ...row, metadata: storedMetadata.parse(row.metadata) },
    {
      file: expansions.has('file') ? renderFile(row.file) : row.fileId,
      url: token === null ? null : `${deps.settings.publicUrl}/links/${token}`,
      now,
    },
  );
}
