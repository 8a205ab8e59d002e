import { openJson } from '@idem/platform/crypto/seal';
import type { FileLink } from '@idem/platform/prisma/generated/client';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import { seesSensitiveResults } from '../http/authorize.js';
import type { Caller } from '../http/caller.js';

export const linkContext = (id: string): string => `file_link:${id}:token`;

/** Where a link leads, for callers who may see the picture and while it works; null otherwise. */
export function linkAddress(
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  caller: Caller,
  { id, sealedToken, expiresAt }: Pick<FileLink, 'id' | 'sealedToken' | 'expiresAt'>,
): string | null {
  if (sealedToken === null || expiresAt <= deps.clock.now() || !seesSensitiveResults(caller)) return null;
  return `${deps.settings.publicUrl}/links/${openJson(deps.keys, sealedToken, linkContext(id), z.string())}`;
}
