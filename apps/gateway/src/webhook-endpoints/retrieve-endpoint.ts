import { renderWebhookEndpoint, type WebhookEndpointResource } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { endpointRecord, findEndpoint } from './find-endpoint.js';

/** @throws {ApiError} 404 */
export async function retrieveEndpoint(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<WebhookEndpointResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  return renderWebhookEndpoint(endpointRecord(await findEndpoint(deps.db, caller, id)));
}
