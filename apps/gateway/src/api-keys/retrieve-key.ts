import { type ApiKeyResource, renderApiKey } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { findApiKey } from './find-api-key.js';

/** @throws {ApiError} 404 */
export async function retrieveKey(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<ApiKeyResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  return renderApiKey(await findApiKey(deps.db, caller, id), deps.clock.now());
}
