import { type FileResource, renderFile, renderFileLink, renderList } from '@idem/contracts';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Deps } from '../deps.js';
import { linkAddress } from '../file-links/link-address.js';
import { storedMetadata } from '../file-links/present-file-link.js';
import type { Caller } from '../http/caller.js';
import { contentsAddress, FILE_OWNER, isGoing } from './contents-address.js';

/** Links that are shown with their file; the others are in the list of links. */
const SHOWN_LINKS = 10;

/** A file with what is shown of it. */
export const FILE_PARTS = {
  ...FILE_OWNER,
  links: { orderBy: { seq: 'desc' }, take: SHOWN_LINKS + 1 },
} as const satisfies Prisma.FileInclude;

export type FileWithLinks = Prisma.FileGetPayload<{ include: typeof FILE_PARTS }>;

/** A file as the API shows it; of one whose session is to be redacted, nothing that leads to its contents. */
export function presentFile(
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  caller: Caller,
  row: FileWithLinks,
): FileResource {
  return renderFile(row, {
    url: contentsAddress(deps, caller, row),
    links: caller.kind === 'client' ? null : linksOf(deps, caller, row),
  });
}

function linksOf(
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  caller: Caller,
  row: FileWithLinks,
): NonNullable<FileResource['links']> {
  const gone = isGoing(row);
  const shown = row.links
    .slice(0, SHOWN_LINKS)
    .map((link) =>
      renderFileLink(
        { ...link, metadata: gone ? {} : storedMetadata.parse(link.metadata) },
        { file: row.id, url: gone ? null : linkAddress(deps, caller, link), now: deps.clock.now() },
      ),
    );
  return renderList(`/v1/file_links?file=${row.id}`, shown, row.links.length > SHOWN_LINKS);
}
