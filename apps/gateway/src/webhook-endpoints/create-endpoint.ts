import {
  type CreateEndpointParams,
  mergeMetadata,
  renderWebhookEndpoint,
  requestInvalid,
  type WebhookEndpointResource,
} from '@idem/contracts';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { endpointUrl } from './endpoint-url.js';
import { endpointRecord } from './find-endpoint.js';
import { newSigningSecret } from './signing-secret.js';

const MAX_ENDPOINTS = 16;

/**
 * Registers an endpoint. Its signing secret is shown in this response and never again.
 *
 * @throws {ApiError} 400
 */
export async function createEndpoint(
  deps: Deps,
  { caller }: Context,
  params: CreateEndpointParams,
): Promise<WebhookEndpointResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  if (params.connect === true)
    throw requestInvalid(
      'Connect webhook endpoints are not supported. Remove connect from your request.',
      'connect',
    );
  const { accountId, livemode } = caller;
  const id = newId('we', deps.random);
  const { secret, sealedSecret } = newSigningSecret(deps, id);
  const data = {
    id,
    accountId,
    livemode,
    url: endpointUrl(params.url, livemode),
    enabledEvents: [...new Set(params.enabled_events)],
    apiVersion: params.api_version ?? null,
    description: params.description || null,
    metadata: mergeMetadata({}, params.metadata),
    sealedSecret,
    createdAt: deps.clock.now(),
  };
  const row = await deps.db.$transaction(async (tx) => {
    // Two creations at once would both find room; the account's row makes them take turns, without
    // holding up the sessions that refer to it.
    await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${accountId} FOR NO KEY UPDATE`;
    if (
      (await tx.webhookEndpoint.count({ where: { accountId, livemode, deletedAt: null } })) >= MAX_ENDPOINTS
    ) {
      throw requestInvalid(
        `You have reached the maximum of ${MAX_ENDPOINTS} webhook endpoints in this mode. Delete one that you no longer need.`,
      );
    }
    return tx.webhookEndpoint.create({ data });
  });
  return renderWebhookEndpoint(endpointRecord(row), secret);
}
