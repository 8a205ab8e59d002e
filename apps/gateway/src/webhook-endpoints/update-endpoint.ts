import {
  mergeMetadata,
  renderWebhookEndpoint,
  type UpdateEndpointParams,
  type WebhookEndpointResource,
} from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { defined } from '../http/where.js';
import { endpointUrl } from './endpoint-url.js';
import { endpointRecord, lockEndpoint } from './find-endpoint.js';

/**
 * Changes an endpoint. Enabling one that we disabled counts its failures anew.
 *
 * @throws {ApiError} 400, 404
 */
export async function updateEndpoint(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: UpdateEndpointParams },
): Promise<WebhookEndpointResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const { url, enabled_events: events, description, disabled } = params;
  const row = await deps.db.$transaction(async (tx) => {
    const current = endpointRecord(await lockEndpoint(tx, caller, id));
    return tx.webhookEndpoint.update({
      where: { id },
      data: {
        metadata: mergeMetadata(current.metadata, params.metadata),
        ...(disabled === undefined ? {} : { disabledReason: null }),
        ...(disabled === false ? { failingSince: null } : {}),
        ...defined({
          url: url === undefined ? undefined : endpointUrl(url, caller.livemode),
          enabledEvents: events === undefined ? undefined : [...new Set(events)],
          description: description === undefined ? undefined : description || null,
          status:
            disabled === undefined ? undefined : disabled ? ('disabled' as const) : ('enabled' as const),
        }),
      },
    });
  });
  return renderWebhookEndpoint(endpointRecord(row));
}
