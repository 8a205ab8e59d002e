import type { File as FileRow } from '@idem/platform/prisma/generated/client';
import type { Deps } from '../deps.js';
import type { Caller } from '../http/caller.js';

/**
 * `file.url`: where the contents are handed out to keys that may see them. Null for devices, which may not, and once
 * the contents were destroyed.
 */
export const contentsAddress = (
  { settings }: Pick<Deps, 'settings'>,
  caller: Caller,
  { id, wrappedKey }: Pick<FileRow, 'id' | 'wrappedKey'>,
): string | null =>
  caller.kind === 'client' || wrappedKey === null ? null : `${settings.publicUrl}/v1/files/${id}/contents`;
