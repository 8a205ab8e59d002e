import { resourceMissing, type WebhookEndpointRecord } from '@idem/contracts';
import type { WebhookEndpoint } from '@idem/platform/prisma/generated/client';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import { z } from 'zod';
import type { Scope } from '../http/caller.js';
import { isId } from '../sessions/find-session.js';

const storedMetadata = z.record(z.string(), z.string());

/**
 * @param param that named the endpoint; none when the path did
 * @throws {ApiError} 404, or 400 for a parameter; a deleted endpoint is gone for the API
 */
export async function findEndpoint(
  db: Database | Transaction,
  scope: Scope,
  id: string,
  param?: string,
): Promise<WebhookEndpoint> {
  const { accountId, livemode } = scope;
  const row = isId(id)
    ? await db.webhookEndpoint.findUnique({ where: { id, accountId, livemode, deletedAt: null } })
    : null;
  if (row === null) throw resourceMissing('webhook endpoint', id, param, param === undefined ? 404 : 400);
  return row;
}

/**
 * An endpoint, locked until the transaction ends. Deliveries to it can be promised meanwhile.
 *
 * @throws {ApiError} 404
 */
export async function lockEndpoint(tx: Transaction, scope: Scope, id: string): Promise<WebhookEndpoint> {
  if (isId(id)) await tx.$queryRaw`SELECT 1 FROM webhook_endpoints WHERE id = ${id} FOR NO KEY UPDATE`;
  return findEndpoint(tx, scope, id);
}

export const endpointRecord = (row: WebhookEndpoint): WebhookEndpointRecord => ({
  ...row,
  metadata: storedMetadata.parse(row.metadata),
});
