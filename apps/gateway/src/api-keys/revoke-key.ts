import { type ApiKeyResource, renderApiKey } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { ApiKeyMissingError, revokeApiKey } from '../keys/roll-api-key.js';
import { findApiKey } from './find-api-key.js';

/**
 * Ends a key at once, whatever it holds: that gives nobody anything. Doing it again changes nothing.
 *
 * @throws {ApiError} 404
 */
export async function revokeKey(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<ApiKeyResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  const now = deps.clock.now();
  const { id: found } = await findApiKey(deps.db, caller, id);
  try {
    await revokeApiKey(deps, { id: found, now });
  } catch (error) {
    if (!(error instanceof ApiKeyMissingError)) throw error;
  }
  return renderApiKey(await findApiKey(deps.db, caller, found), now);
}
