import {
  apiKeyResource,
  type CreateApiKeyParams,
  createApiKeyParams,
  type ListApiKeysParams,
  listApiKeysParams,
  listOf,
  type OnlyExpand,
  onlyExpand,
  type RollApiKeyParams,
  rollApiKeyParams,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route, type RouteRefusal } from '../http/route.js';
import { createKey } from './create-key.js';
import { listKeys } from './list-keys.js';
import { retrieveKey } from './retrieve-key.js';
import { revokeKey } from './revoke-key.js';
import { rollKey } from './roll-key.js';

const TOO_MUCH: readonly RouteRefusal[] = [
  { status: 403, when: 'the key would hold more than the one that asks for it' },
];

/** Keys by means of a key. Stripe has this in its dashboard only. */
@Controller('v1/idem/api_keys')
export class ApiKeysController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    summary: 'Create an API key',
    access: { permission: 'api_keys.write' },
    params: createApiKeyParams,
    response: apiKeyResource,
    refusals: TOO_MUCH,
  })
  create(@Ctx() context: Context, @Params() params: CreateApiKeyParams) {
    return createKey(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    summary: 'List API keys',
    access: { permission: 'api_keys.write' },
    params: listApiKeysParams,
    response: listOf(apiKeyResource),
  })
  list(@Ctx() context: Context, @Params() params: ListApiKeysParams) {
    return listKeys(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    path: ':id',
    summary: 'Retrieve an API key',
    access: { permission: 'api_keys.write' },
    params: onlyExpand,
    response: apiKeyResource,
  })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return retrieveKey(this.deps, context, { id, expand });
  }

  @Route({
    method: 'POST',
    path: ':id/roll',
    summary: 'Roll an API key',
    access: { permission: 'api_keys.write' },
    params: rollApiKeyParams,
    response: apiKeyResource,
    refusals: TOO_MUCH,
  })
  roll(@Ctx() context: Context, @Param('id') id: string, @Params() params: RollApiKeyParams) {
    return rollKey(this.deps, context, { id, params });
  }

  @Route({
    method: 'POST',
    path: ':id/revoke',
    summary: 'Revoke an API key',
    access: { permission: 'api_keys.write' },
    params: onlyExpand,
    response: apiKeyResource,
  })
  revoke(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return revokeKey(this.deps, context, { id, expand });
  }
}
