import { z } from 'zod';
import { metadataMap, moment, unixSeconds } from './unix-seconds.js';

/** An endpoint as it lies in PostgreSQL, without its secret. */
export interface WebhookEndpointRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly apiVersion: string | null;
  readonly description: string | null;
  readonly enabledEvents: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly status: 'enabled' | 'disabled';
  /** Null unless we disabled it. */
  readonly disabledReason: string | null;
  readonly lastFailureAt: Date | null;
  readonly lastFailureStatus: number | null;
  readonly lastFailureError: string | null;
  readonly url: string;
}

/** Why we may disable an endpoint. */
export const DISABLED_REASONS = ['endpoint_gone', 'endpoint_failing'] as const;

/** `webhook_endpoint` */
export const webhookEndpointResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('webhook_endpoint'),
    api_version: z.string().nullable(),
    application: z.null(),
    created: moment,
    description: z.string().nullable(),
    disabled_reason: z.enum(DISABLED_REASONS).nullable().meta({
      description:
        'Not known to Stripe. Why we disabled the endpoint: it answered 410, or failed for days. Null when it is enabled, or was disabled by its owner.',
    }),
    enabled_events: z.array(z.string()),
    last_failure: z
      .strictObject({
        created: moment,
        error: z.string().nullable().meta({ description: 'Why no response came; null when one came.' }),
        http_status: z.int().nullable(),
      })
      .nullable()
      .meta({ description: 'Not known to Stripe. The last attempt that failed.' }),
    livemode: z.boolean(),
    metadata: metadataMap,
    secret: z
      .string()
      .optional()
      .meta({ description: 'In the responses to its creation and to rolling it only.' }),
    status: z.enum(['enabled', 'disabled']),
    url: z.string(),
  })
  .meta({ id: 'webhook_endpoint' });
export type WebhookEndpointResource = z.infer<typeof webhookEndpointResource>;

/** What is left of a deleted endpoint. */
export const deletedWebhookEndpointResource = z
  .strictObject({ id: z.string(), object: z.literal('webhook_endpoint'), deleted: z.literal(true) })
  .meta({ id: 'deleted_webhook_endpoint' });

export const renderWebhookEndpoint = (
  endpoint: WebhookEndpointRecord,
  secret?: string,
): WebhookEndpointResource => ({
  id: endpoint.id,
  object: 'webhook_endpoint',
  api_version: endpoint.apiVersion,
  application: null,
  created: unixSeconds(endpoint.createdAt),
  description: endpoint.description,
  disabled_reason: DISABLED_REASONS.find((known) => known === endpoint.disabledReason) ?? null,
  enabled_events: [...endpoint.enabledEvents],
  last_failure:
    endpoint.lastFailureAt === null
      ? null
      : {
          created: unixSeconds(endpoint.lastFailureAt),
          error: endpoint.lastFailureError,
          http_status: endpoint.lastFailureStatus,
        },
  livemode: endpoint.livemode,
  metadata: { ...endpoint.metadata },
  ...(secret === undefined ? {} : { secret }),
  status: endpoint.status,
  url: endpoint.url,
});
