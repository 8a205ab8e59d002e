import { type ApiKeyResource, type CreateApiKeyParams, renderApiKey } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { issueApiKey } from '../keys/create-api-key.js';
import { assertGrantable } from './assert-grantable.js';
import { asKey } from './find-api-key.js';

/**
 * Makes a key of the caller's account and mode. It is shown in the answer and never again. Where the caller is bound
 * to addresses, so is the new key, to the same ones when it names none.
 *
 * @throws {ApiError} 400; 403 when it would hold more than the caller
 */
export async function createKey(
  deps: Deps,
  { caller }: Context,
  params: CreateApiKeyParams,
): Promise<ApiKeyResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const maker = asKey(caller);
  const { kind, name = null, permissions = [] } = params;
  const inherited = kind === 'restricted' ? maker.ipAllowlist : [];
  const grant = {
    kind,
    permissions: [...new Set(permissions)],
    ipAllowlist: params.ip_allowlist ?? inherited,
  };
  assertGrantable(maker, grant);
  const { accountId, livemode } = caller;
  const { row, key } = await issueApiKey(deps, { accountId, livemode, name, ...grant });
  return renderApiKey(row, deps.clock.now(), key);
}
