import { type FileLinkResource, renderFile, renderFileLink } from '@idem/contracts';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import { contentsAddress } from '../files/contents-address.js';
import type { Caller } from '../http/caller.js';
import type { Expandable, Expansions } from '../http/expand.js';
import { linkAddress } from './link-address.js';

export const FILE_LINK_EXPANDABLE: Expandable = { plain: ['file'], sensitive: [] };

export type FileLinkRow = Prisma.FileLinkGetPayload<{ include: { file: true } }>;

export const storedMetadata = z.record(z.string(), z.string());

/** A link as the API shows it. Its address is shown to callers who may see the picture, while it works. */
export function presentFileLink(
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  caller: Caller,
  row: FileLinkRow,
  expansions: Expansions,
): FileLinkResource {
  return renderFileLink(
    { ...row, metadata: storedMetadata.parse(row.metadata) },
    {
      file: expansions.has('file')
        ? renderFile(row.file, { links: null, url: contentsAddress(deps, caller, row.file) })
        : row.fileId,
      url: linkAddress(deps, caller, row),
      now: deps.clock.now(),
    },
  );
}
