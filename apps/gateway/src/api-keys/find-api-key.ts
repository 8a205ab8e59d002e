import { resourceMissing } from '@idem/contracts';
import type { Database } from '@idem/platform/prisma/open-database';
import type { Caller, KeyCaller, Permission, Scope } from '../http/caller.js';
import type { ApiKeyRow } from '../keys/create-api-key.js';
import type { KeyGrant } from '../keys/key-grant.js';
import { isId } from '../sessions/find-session.js';

/** @throws {ApiError} 404 when the caller's account and mode hold no such key */
export async function findApiKey(
  db: Database,
  { accountId, livemode }: Scope,
  id: string,
): Promise<ApiKeyRow> {
  const row = isId(id) ? await db.apiKey.findUnique({ where: { id, accountId, livemode } }) : null;
  if (row === null) throw resourceMissing('api key', id);
  return row;
}

export const grantOf = ({ kind, permissions, ipAllowlist }: ApiKeyRow): KeyGrant => ({
  kind,
  permissions: permissions as Permission[],
  ipAllowlist,
});

/** Routes of keys admit no client secret; the compiler does not know. */
export function asKey(caller: Caller): KeyCaller {
  if (caller.kind === 'client') throw new Error('a route of keys was opened to devices');
  return caller;
}
