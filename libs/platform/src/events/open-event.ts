import { type EventResource, renderEvent } from '@idem/contracts';
import { z } from 'zod';
import { openJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import type { Prisma } from '../prisma/generated/client.js';
import { sessionKey } from '../sessions/session-key.js';

/** What an event is rendered from: its row, its session's key, and what is still to be delivered. */
export const EVENT_PARTS = {
  session: { select: { id: true, dataKey: true } },
  _count: { select: { deliveries: { where: { status: 'pending' } } } },
} as const satisfies Prisma.EventInclude;

export type EventRow = Prisma.EventGetPayload<{ include: typeof EVENT_PARTS }>;

const object = z.record(z.string(), z.unknown());

/** An event as it was rendered when it happened; the API and webhooks show the same. Never rendered anew. */
export function openEvent(master: SealingKey, row: EventRow): EventResource {
  const opened =
    row.sealedObject === null || row.session.dataKey === null
      ? null
      : openJson(sessionKey(master, row.session), row.sealedObject, `event:${row.id}`, object);
  return renderEvent({ ...row, object: opened }, row._count.deliveries);
}
