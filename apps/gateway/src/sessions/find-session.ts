import { resourceMissing } from '@idem/contracts';
import type { VerificationSession as SessionRow } from '@idem/platform/prisma/generated/client';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import type { Scope } from '../http/caller.js';

export type { SessionRow };

/** Ids of ours are letters, digits and underscores; anything else never reaches the database. */
export const isId = (id: string): boolean => /^[A-Za-z0-9_]{1,255}$/.test(id);

/** @throws {ApiError} 404 when the caller's account and mode hold no such session */
export async function findSession(db: Database | Transaction, scope: Scope, id: string): Promise<SessionRow> {
  const { accountId, livemode } = scope;
  const row = isId(id)
    ? await db.verificationSession.findUnique({ where: { id, accountId, livemode } })
    : null;
  if (row === null) throw resourceMissing('verification session', id);
  return row;
}

/**
 * A session, locked until the transaction ends: whoever moves it decides on what is there now.
 *
 * @throws {ApiError} 404
 */
export async function lockSession(tx: Transaction, scope: Scope, id: string): Promise<SessionRow> {
  if (isId(id)) await tx.$queryRaw`SELECT 1 FROM verification_sessions WHERE id = ${id} FOR UPDATE`;
  return findSession(tx, scope, id);
}
