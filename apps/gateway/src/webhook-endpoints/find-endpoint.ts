import { resourceMissing, type WebhookEndpointRecord } from '@idem/contracts';
import type { WebhookEndpoint } from '@idem/platform/prisma/generated/client';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import { z } from 'zod';
import type { Scope } from '../http/caller.js';
import { isId } from '../sessions/find-session.js';

const storedMetadata = z.record(z.string(), z.string());

/** @throws {ApiError} 404; a deleted endpoint is gone for the API */
export async function findEndpoint(
  db: Database | Transaction,
  scope: Scope,
  id: string,
): Promise<WebhookEndpoint> {
  const { accountId, livemode } = scope;
  const row = isId(id)
    ? await db.webhookEndpoint.findUnique({ where: { id, accountId, livemode, deletedAt: null } })
    : null;
  if (row === null) throw resourceMissing('webhook endpoint', id);
  return row;
}

export const endpointRecord = (row: WebhookEndpoint): WebhookEndpointRecord => ({
  ...row,
  metadata: storedMetadata.parse(row.metadata),
});
