import { resourceMissing } from '@idem/contracts';
import { loadFile } from '@idem/platform/files/file-vault';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import {
  assertRecent,
  requirePermission,
  requireSensitiveResults,
  seesRecentOnly,
} from '../http/authorize.js';
import type { Caller } from '../http/caller.js';

/** A file with what decides on its contents. */
export const CONTENT_PARTS = {
  session: {
    select: {
      id: true,
      dataKey: true,
      redaction: true,
      reports: { orderBy: { seq: 'desc' }, take: 1, select: { createdAt: true } },
    },
  },
} as const satisfies Prisma.FileInclude;

export type FileWithOwner = Prisma.FileGetPayload<{ include: typeof CONTENT_PARTS }>;

/**
 * Whether a caller may see pictures of identities: a restricted key that was granted sensitive results, for as long
 * as they count as recent or without limit. Files that were not processed yet are as old as themselves.
 *
 * @throws {ApiError} 403
 */
export function assertMaySeeContents(deps: Pick<Deps, 'clock'>, caller: Caller, file: FileWithOwner): void {
  if (caller.kind !== 'client') requirePermission(caller, 'identity.read');
  requireSensitiveResults(caller);
  if (!seesRecentOnly(caller)) return;
  assertRecent(file.session?.reports[0]?.createdAt ?? file.createdAt, deps.clock.now());
}

/** Bytes of a file and what they are. */
export interface FileContents {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** A name to save it under, that tells nothing. */
  readonly filename: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
};

/** @throws {ApiError} 404 once a redaction was asked for */
export async function readContents(
  deps: Pick<Deps, 'keys' | 'store'>,
  file: FileWithOwner,
): Promise<FileContents> {
  const { session } = file;
  const isGone = file.wrappedKey === null || (session !== null && session.redaction !== null);
  if (isGone || (file.keyScope === 'session' && session === null))
    throw resourceMissing('file contents', file.id);
  const owner = session === null || file.keyScope === 'master' ? deps.keys : sessionKey(deps.keys, session);
  const type = CONTENT_TYPES[file.type];
  return {
    // Whole and not as a stream: GCM proves at its end only that nothing was changed.
    bytes: await loadFile(deps, { file, owner }),
    contentType: type ?? 'application/octet-stream',
    filename: `${file.id}.${type === undefined ? 'bin' : file.type}`,
  };
}
