import { type FileLinkResource, renderFile, renderFileLink } from '@idem/contracts';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import { contentsAddress, FILE_OWNER, isGoing } from '../files/contents-address.js';
import type { Caller } from '../http/caller.js';
import type { Expandable, Expansions } from '../http/expand.js';
import { linkAddress } from './link-address.js';

export const FILE_LINK_EXPANDABLE: Expandable = { plain: ['file'], sensitive: [] };

/** A link with what is shown of it. */
export const LINK_PARTS = { file: { include: FILE_OWNER } } as const satisfies Prisma.FileLinkInclude;

export type FileLinkRow = Prisma.FileLinkGetPayload<{ include: typeof LINK_PARTS }>;

export const storedMetadata = z.record(z.string(), z.string());

/**
 * A link as the API shows it. Its address is shown to callers who may see the picture, while it works. Nothing that an
 * integrator wrote is shown from the moment on in which the redaction of the session was asked for.
 */
export function presentFileLink(
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  caller: Caller,
  row: FileLinkRow,
  expansions: Expansions,
): FileLinkResource {
  const gone = isGoing(row.file);
  return renderFileLink(
    { ...row, metadata: gone ? {} : storedMetadata.parse(row.metadata) },
    {
      file: expansions.has('file')
        ? renderFile(row.file, { links: null, url: contentsAddress(deps, caller, row.file) })
        : row.fileId,
      url: gone ? null : linkAddress(deps, caller, row),
      now: deps.clock.now(),
    },
  );
}
