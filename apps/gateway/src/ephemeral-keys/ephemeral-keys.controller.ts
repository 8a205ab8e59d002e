import {
  type CreateEphemeralKeyParams,
  createEphemeralKeyParams,
  ephemeralKeyResource,
  type OnlyExpand,
  onlyExpand,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { createEphemeralKey } from './create-ephemeral-key.js';
import { deleteEphemeralKey } from './delete-ephemeral-key.js';

@Controller('v1/ephemeral_keys')
export class EphemeralKeysController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    summary: 'Create an ephemeral key for an app',
    access: { permission: 'identity.write' },
    params: createEphemeralKeyParams,
    response: ephemeralKeyResource,
    refusals: [
      {
        status: 400,
        when: 'the Stripe-Version header is missing, or the session is not in `requires_input`',
      },
    ],
  })
  create(@Ctx() context: Context, @Params() params: CreateEphemeralKeyParams) {
    return createEphemeralKey(this.deps, context, params);
  }

  @Route({
    method: 'DELETE',
    path: ':id',
    summary: 'Delete an ephemeral key',
    access: { permission: 'identity.write' },
    params: onlyExpand,
    response: ephemeralKeyResource,
  })
  remove(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return deleteEphemeralKey(this.deps, context, { id, expand });
  }
}
