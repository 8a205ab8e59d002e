import { redactText, type SessionRecord } from '@idem/contracts';
import { type ErrorCode, type LastError, SESSION_TYPES, type SessionOptions } from '@idem/domain';
import { z } from 'zod';
import { openJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import type { VerificationSession } from '../prisma/generated/client.js';
import { sessionKey } from './session-key.js';

const stored = {
  type: z.enum(SESSION_TYPES),
  metadata: z.record(z.string(), z.string()),
  relatedPerson: z.object({ account: z.string(), person: z.string() }).nullable(),
};

/**
 * A session's row as the rest of Idem knows it. From the moment its redaction was asked for nothing personal is shown,
 * although it may not be destroyed yet.
 *
 * @param now a link that has expired by now is not shown
 */
export function openSession(master: SealingKey, row: VerificationSession, now: Date): SessionRecord {
  const redacting = row.redaction !== null;
  return {
    id: row.id,
    createdAt: row.createdAt,
    livemode: row.livemode,
    type: stored.type.parse(row.type),
    status: row.status,
    options: row.options as SessionOptions,
    clientReferenceId: redacting ? redactText(row.clientReferenceId) : row.clientReferenceId,
    relatedCustomer: row.relatedCustomer,
    relatedCustomerAccount: row.relatedCustomerAccount,
    relatedPerson: stored.relatedPerson.parse(row.relatedPerson),
    metadata: redacting ? {} : stored.metadata.parse(row.metadata),
    lastError: redacting ? null : lastError(row),
    lastReportId: row.lastReportId,
    redaction: row.redaction,
    verificationFlow: row.verificationFlowId,
    token: redacting ? null : openToken(master, row, now),
  };
}

function lastError(row: VerificationSession): LastError | null {
  if (row.lastErrorCode === null) return null;
  return { code: row.lastErrorCode as ErrorCode, reason: row.lastErrorReason ?? '' };
}

function openToken(master: SealingKey, row: VerificationSession, now: Date): string | null {
  const { sealedToken, tokenExpiresAt } = row;
  if (row.status !== 'requires_input' || row.dataKey === null || sealedToken === null) return null;
  if (tokenExpiresAt === null || tokenExpiresAt <= now) return null;
  return openJson(sessionKey(master, row), sealedToken, `verification_session:${row.id}:token`, z.string());
}
