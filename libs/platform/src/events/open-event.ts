import { type EventResource, renderEvent } from '@idem/contracts';
import { z } from 'zod';
import { openJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import type { Prisma } from '../prisma/generated/client.js';
import { RedactedError } from '../sessions/session-key.js';
import { eventKey } from './event-key.js';

/** What an event is rendered from: its row, its session's key, and what is still to be delivered. */
export const EVENT_PARTS = {
  session: { select: { id: true, dataKey: true } },
  _count: { select: { deliveries: { where: { status: 'pending' } } } },
} as const satisfies Prisma.EventInclude;

export type EventRow = Prisma.EventGetPayload<{ include: typeof EVENT_PARTS }>;

const object = z.record(z.string(), z.unknown());

/** An event as it was rendered when it happened; the API and webhooks show the same. Never rendered anew. */
export function openEvent(master: SealingKey, row: EventRow): EventResource {
  return renderEvent({ ...row, object: openObject(master, row) }, row._count.deliveries);
}

/** Null once a redaction has destroyed it. */
function openObject(master: SealingKey, row: EventRow): z.output<typeof object> | null {
  if (row.sealedObject === null) return null;
  try {
    return openJson(eventKey(master, row.session, row.type), row.sealedObject, `event:${row.id}`, object);
  } catch (error) {
    if (error instanceof RedactedError) return null;
    throw error;
  }
}
