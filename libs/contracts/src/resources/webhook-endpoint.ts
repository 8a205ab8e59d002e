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
  readonly url: string;
}

/** `webhook_endpoint` */
export const webhookEndpointResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('webhook_endpoint'),
    api_version: z.string().nullable(),
    application: z.null(),
    created: moment,
    description: z.string().nullable(),
    enabled_events: z.array(z.string()),
    livemode: z.boolean(),
    metadata: metadataMap,
    secret: z.string().optional().meta({ description: 'In the response to the creation only.' }),
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
  enabled_events: [...endpoint.enabledEvents],
  livemode: endpoint.livemode,
  metadata: { ...endpoint.metadata },
  ...(secret === undefined ? {} : { secret }),
  status: endpoint.status,
  url: endpoint.url,
});
