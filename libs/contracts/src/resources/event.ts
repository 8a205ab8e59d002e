import { unixSeconds } from './verification-session.js';

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
export interface EventResource {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: Readonly<Record<string, unknown>> };
  livemode: boolean;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

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
