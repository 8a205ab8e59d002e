import { unixSeconds } from './verification-session.js';

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
export interface WebhookEndpointResource {
  id: string;
  object: 'webhook_endpoint';
  api_version: string | null;
  application: null;
  created: number;
  description: string | null;
  enabled_events: string[];
  livemode: boolean;
  metadata: Record<string, string>;
  /** In the response to the creation only. */
  secret?: string;
  status: 'enabled' | 'disabled';
  url: string;
}

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
