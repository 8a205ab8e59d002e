import {
  type CreateSessionParams,
  createSessionParams,
  type ListSessionsParams,
  listOf,
  listSessionsParams,
  type OnlyExpand,
  onlyExpand,
  type UpdateSessionParams,
  updateSessionParams,
  verificationSessionResource,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { SESSION_EXPANDABLE } from '../http/expand.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { cancelSession } from './cancel-session.js';
import { createSession } from './create-session.js';
import { listSessions } from './list-sessions.js';
import { redactSession } from './redact-session.js';
import { retrieveSession } from './retrieve-session.js';
import { updateSession } from './update-session.js';

@Controller('v1/identity/verification_sessions')
export class SessionsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    summary: 'Create a verification session',
    access: { permission: 'identity.write' },
    params: createSessionParams,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
  })
  create(@Ctx() context: Context, @Params() params: CreateSessionParams) {
    return createSession(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    summary: 'List verification sessions',
    access: { permission: 'identity.read' },
    params: listSessionsParams,
    response: listOf(verificationSessionResource),
    expandable: SESSION_EXPANDABLE,
  })
  list(@Ctx() context: Context, @Params() params: ListSessionsParams) {
    return listSessions(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    path: ':id',
    summary: 'Retrieve a verification session',
    access: { permission: 'identity.read' },
    params: onlyExpand,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
  })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return retrieveSession(this.deps, context, { id, expand });
  }

  @Route({
    method: 'POST',
    path: ':id',
    summary: 'Update a verification session',
    access: { permission: 'identity.write' },
    params: updateSessionParams,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
    refusals: [{ status: 400, when: 'the session is not in `requires_input`' }],
  })
  update(@Ctx() context: Context, @Param('id') id: string, @Params() params: UpdateSessionParams) {
    return updateSession(this.deps, context, { id, params });
  }

  @Route({
    method: 'POST',
    path: ':id/cancel',
    summary: 'Cancel a verification session',
    access: { permission: 'identity.write' },
    params: onlyExpand,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
    refusals: [{ status: 400, when: 'the session is not in `requires_input`' }],
  })
  cancel(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return cancelSession(this.deps, context, { id, expand });
  }

  @Route({
    method: 'POST',
    path: ':id/redact',
    summary: 'Redact a verification session',
    access: { permission: 'identity.write' },
    params: onlyExpand,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
    refusals: [{ status: 400, when: 'the session is `processing`' }],
  })
  redact(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return redactSession(this.deps, context, { id, expand });
  }
}
