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
import { endpointRecord, findEndpoint } from './find-endpoint.js';

/** @throws {ApiError} 400, 404 */
export async function updateEndpoint(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: UpdateEndpointParams },
): Promise<WebhookEndpointResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const { url, enabled_events: events, description, disabled } = params;
  const row = await deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM webhook_endpoints WHERE id = ${id} FOR UPDATE`;
    const current = endpointRecord(await findEndpoint(tx, caller, id));
    return tx.webhookEndpoint.update({
      where: { id },
      data: {
        metadata: mergeMetadata(current.metadata, params.metadata),
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
