import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

/** An event as it lies in PostgreSQL, opened. */
export interface EventRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly apiVersion: string;
  readonly type: string;
  /** `data.object` as it was rendered when the event happened; null after redaction. */
  readonly object: Readonly<Record<string, unknown>> | null;
  readonly sessionId: string;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

/** `event` */
export const eventResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('event'),
    api_version: z.string(),
    created: moment,
    data: z.strictObject({
      object: z.record(z.string(), z.unknown()).readonly().meta({
        description:
          'The verification session as it was when the event happened, nothing expanded; once it is redacted, its id and object only.',
      }),
    }),
    livemode: z.boolean(),
    pending_webhooks: z.int().meta({ description: 'Endpoints that have not yet taken the event.' }),
    request: z.strictObject({ id: z.string().nullable(), idempotency_key: z.string().nullable() }),
    type: z.string(),
  })
  .meta({ id: 'event' });
export type EventResource = z.infer<typeof eventResource>;

/** @param pendingWebhooks endpoints that have not yet taken the event */
export const renderEvent = (event: EventRecord, pendingWebhooks: number): EventResource => ({
  id: event.id,
  object: 'event',
  api_version: event.apiVersion,
  created: unixSeconds(event.createdAt),
  data: { object: event.object ?? { id: event.sessionId, object: 'identity.verification_session' } },
  livemode: event.livemode,
  pending_webhooks: pendingWebhooks,
  request: { id: event.requestId, idempotency_key: event.idempotencyKey },
  type: event.type,
});
