import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

/** One try to deliver an event, as it lies in PostgreSQL. */
export interface WebhookAttemptRecord {
  readonly deliveryId: string;
  readonly number: number;
  readonly eventId: string;
  readonly endpointId: string;
  readonly livemode: boolean;
  readonly startedAt: Date;
  readonly latencyMs: number;
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly responseBody: string | null;
}

/** `webhook_attempt`; not known to Stripe. */
export const webhookAttemptResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('webhook_attempt'),
    created: moment,
    error: z.string().nullable().meta({ description: 'Why no response came; null when one came.' }),
    event: z.string(),
    http_status: z.int().nullable().meta({ description: 'Null when no response came.' }),
    latency_ms: z.int(),
    livemode: z.boolean(),
    number: z
      .int()
      .meta({ description: 'Of the tries to deliver this event to this endpoint; 1 for the first.' }),
    response_body: z.string().nullable().meta({
      description: 'Its first 4 KiB. Null when no response came, and once the session was redacted.',
    }),
    success: z.boolean().meta({ description: 'Whether the status was 2xx.' }),
    webhook_endpoint: z.string(),
  })
  .meta({ id: 'webhook_attempt' });
export type WebhookAttemptResource = z.infer<typeof webhookAttemptResource>;

export const attemptId = (deliveryId: string, number: number): string => `${deliveryId}_${number}`;

/** What an attempt's id names, or null when it is none. */
export function parseAttemptId(id: string): { deliveryId: string; number: number } | null {
  const [, deliveryId, number] = /^(whd_[0-9A-Za-z]+)_(\d{1,6})$/.exec(id) ?? [];
  return deliveryId === undefined ? null : { deliveryId, number: Number(number) };
}

export const renderWebhookAttempt = (attempt: WebhookAttemptRecord): WebhookAttemptResource => ({
  id: attemptId(attempt.deliveryId, attempt.number),
  object: 'webhook_attempt',
  created: unixSeconds(attempt.startedAt),
  error: attempt.error,
  event: attempt.eventId,
  http_status: attempt.statusCode,
  latency_ms: attempt.latencyMs,
  livemode: attempt.livemode,
  number: attempt.number,
  response_body: attempt.responseBody,
  success: attempt.statusCode !== null && attempt.statusCode >= 200 && attempt.statusCode < 300,
  webhook_endpoint: attempt.endpointId,
});
