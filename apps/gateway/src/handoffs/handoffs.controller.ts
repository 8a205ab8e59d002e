import { handoffResource, type OnlyExpand, onlyExpand } from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { beginHandoff } from './begin-handoff.js';
import { cancelHandoff } from './cancel-handoff.js';
import { showHandoff } from './show-handoff.js';

/** From a laptop to a phone. */
@Controller('v1/identity/verification_pages/:id/handoff')
export class HandoffsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    summary: 'Let a second device take the pictures',
    access: { permission: 'identity.write', clientSecret: true },
    params: onlyExpand,
    response: handoffResource,
    refusals: [
      { status: 400, when: 'the session is not in `requires_input`' },
      { status: 403, when: "the caller is not the person's page" },
    ],
  })
  begin(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return beginHandoff(this.deps, context, { id, expand });
  }

  @Route({
    method: 'GET',
    summary: 'Where the second device stands',
    access: { permission: 'identity.read', clientSecret: true },
    params: onlyExpand,
    response: handoffResource,
  })
  show(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return showHandoff(this.deps, context, { id, expand });
  }

  @Route({
    method: 'POST',
    path: 'cancel',
    summary: 'End the second device',
    access: { permission: 'identity.write', clientSecret: true },
    params: onlyExpand,
    response: handoffResource,
  })
  cancel(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return cancelHandoff(this.deps, context, { id, expand });
  }
}
