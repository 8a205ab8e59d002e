import type { File as FileRow, Prisma } from '@idem/platform/prisma/generated/client';
import type { Deps } from '../deps.js';
import type { Caller } from '../http/caller.js';

/** What decides on whether anything of a file is still shown. */
export const FILE_OWNER = { session: { select: { redaction: true } } } as const satisfies Prisma.FileInclude;

export type OwnedFile = Prisma.FileGetPayload<{ include: typeof FILE_OWNER }>;

/** Whether the redaction of a file's session was asked for: from then on nothing personal of it is shown. */
export const isGoing = ({ session }: Pick<OwnedFile, 'session'>): boolean =>
  session !== null && session.redaction !== null;

/**
 * `file.url`: where the contents are handed out to keys that may see them. Null for devices, which may not, and once
 * the contents were destroyed or are to be.
 */
export function contentsAddress(
  { settings }: Pick<Deps, 'settings'>,
  caller: Caller,
  file: Pick<FileRow, 'id' | 'wrappedKey'> & Pick<OwnedFile, 'session'>,
): string | null {
  if (caller.kind === 'client' || file.wrappedKey === null || isGoing(file)) return null;
  return `${settings.publicUrl}/v1/files/${file.id}/contents`;
}
