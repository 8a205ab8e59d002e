import { type EventResource, redactSessionObject, renderEvent } from '@idem/contracts';
import { z } from 'zod';
import { openJson } from '../crypto/seal.js';
import { SealError } from '../crypto/seal-error.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import type { Prisma } from '../prisma/generated/client.js';
import { restingKey } from '../sessions/session-key.js';

/** What an event is rendered from: its row, its session's key, and what is still to be delivered. */
export const EVENT_PARTS = {
  session: { select: { id: true, dataKey: true, redaction: true } },
  _count: {
    select: {
      // What was promised to an endpoint that takes nothing any more is not going to be sent.
      deliveries: { where: { status: 'pending', endpoint: { status: 'enabled', deletedAt: null } } },
    },
  },
} as const satisfies Prisma.EventInclude;

export type EventRow = Prisma.EventGetPayload<{ include: typeof EVENT_PARTS }>;

const object = z.record(z.string(), z.unknown());
type SessionObject = Readonly<z.output<typeof object>>;

/**
 * An event as it was rendered when it happened; the API and webhooks show the same. Never rendered anew, but without
 * what may be personal from the moment on in which the redaction of its session was asked for.
 */
export function openEvent(master: SealingKey, row: EventRow): EventResource {
  return renderEvent({ ...row, object: openObject(master, row) }, row._count.deliveries);
}

/** Null when it went with the key that sealed it. */
function openObject(master: SealingKey, row: EventRow): SessionObject | null {
  const { session, sealedObject } = row;
  if (sealedObject === null) return null;
  try {
    const opened = openJson(restingKey(master, session), sealedObject, `event:${row.id}`, object);
    return session.redaction === null ? opened : redactSessionObject(opened);
  } catch (error) {
    if (session.dataKey === null && error instanceof SealError) return null;
    throw error;
  }
}
