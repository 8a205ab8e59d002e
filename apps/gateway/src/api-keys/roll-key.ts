import {
  type ApiKeyResource,
  parameterInvalid,
  type RollApiKeyParams,
  renderApiKey,
  stateForbids,
} from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { ApiKeyMissingError, MAX_GRACE_MS, rollApiKey } from '../keys/roll-api-key.js';
import { assertWithin } from './assert-grantable.js';
import { asKey, findApiKey, grantOf } from './find-api-key.js';

/**
 * Puts a new key with the same grants in the place of one. The answer shows the new key, for the only time.
 *
 * @throws {ApiError} 400, 404; 403 for a key that holds more than the caller, who would learn it
 */
export async function rollKey(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: RollApiKeyParams },
): Promise<ApiKeyResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const now = deps.clock.now();
  const endsAt = endOf(params.expires_at, now);
  const row = await findApiKey(deps.db, caller, id);
  assertWithin(asKey(caller), grantOf(row));
  try {
    const issued = await rollApiKey(deps, { id: row.id, now, endsAt });
    return renderApiKey(issued.row, now, issued.key);
  } catch (error) {
    if (error instanceof ApiKeyMissingError) throw stateForbids(error.message);
    throw error;
  }
}

function endOf(asked: number | 'now' | undefined, now: Date): Date {
  if (asked === undefined || asked === 'now') return now;
  const at = new Date(asked * 1000);
  if (at >= now && at.getTime() <= now.getTime() + MAX_GRACE_MS) return at;
  throw parameterInvalid(
    'expires_at',
    'parameter_invalid_integer',
    'Invalid expires_at: must be within the next seven days. A rolled key can stay valid for at most that long.',
  );
}
