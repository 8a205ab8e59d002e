import { type HandoffState, resourceMissing } from '@idem/contracts';
import type { Handoff } from '@idem/platform/prisma/generated/client';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import type { Caller } from '../http/caller.js';

/**
 * The newest hand-off of the page that the caller has open.
 *
 * @throws {ApiError} 404
 */
export async function findHandoff(
  db: Database | Transaction,
  caller: Caller,
  sessionId: string,
): Promise<Handoff> {
  const openingId = caller.kind === 'client' ? caller.openingId : null;
  const handoff =
    openingId === null
      ? null
      : await db.handoff.findFirst({ where: { openingId, sessionId }, orderBy: { createdAt: 'desc' } });
  if (handoff === null) throw resourceMissing('handoff', sessionId);
  return handoff;
}

export function handoffState({ endedAt, expiresAt, browserHash }: Handoff, now: Date): HandoffState {
  if (endedAt !== null) return 'canceled';
  if (expiresAt <= now) return 'expired';
  return browserHash === null ? 'waiting' : 'opened';
}
