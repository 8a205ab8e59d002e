import { parameterInvalid, resourceMissing } from '@idem/contracts';
import type { SessionOptions } from '@idem/domain';
import type { VerificationFlow as FlowRow } from '@idem/platform/prisma/generated/client';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import type { Scope } from '../http/caller.js';
import { isId } from '../sessions/find-session.js';

export type { FlowRow };

async function seek(
  db: Database | Transaction,
  { accountId, livemode }: Scope,
  id: string,
): Promise<FlowRow | null> {
  return isId(id) ? db.verificationFlow.findUnique({ where: { id, accountId, livemode } }) : null;
}

/** @throws {ApiError} 404 when the caller's account and mode hold no such flow */
export async function findFlow(db: Database | Transaction, scope: Scope, id: string): Promise<FlowRow> {
  const row = await seek(db, scope, id);
  if (row === null) throw resourceMissing('verification flow', id);
  return row;
}

/** What a flow gives to a session that is made of it. */
export interface UsableFlow {
  readonly id: string;
  readonly options: SessionOptions;
  readonly returnUrl: string | null;
}

/**
 * The flow of which a session is to be made.
 *
 * @throws {ApiError} 400 when there is none, or it is inactive
 */
export async function usableFlow(db: Database | Transaction, scope: Scope, id: string): Promise<UsableFlow> {
  const row = await seek(db, scope, id);
  if (row === null) throw resourceMissing('verification flow', id, 'verification_flow', 400);
  if (!row.active) {
    throw parameterInvalid(
      'verification_flow',
      'parameter_invalid_inactive',
      `The verification flow '${id}' is inactive, so you cannot create sessions with it. Activate it with active=true, or use another flow.`,
    );
  }
  return { id: row.id, options: row.options as SessionOptions, returnUrl: row.returnUrl };
}
