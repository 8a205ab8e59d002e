import {
  type CreateSessionParams,
  createSessionParams,
  type ListSessionsParams,
  listSessionsParams,
  type OnlyExpand,
  onlyExpand,
  type UpdateSessionParams,
  updateSessionParams,
} from '@idem/contracts';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import type { Context } from '../http/caller.js';
import { ApiPost, Ctx, Params } from '../http/request-parameters.js';
import { cancelSession } from './cancel-session.js';
import { createSession } from './create-session.js';
import { listSessions } from './list-sessions.js';
import { redactSession } from './redact-session.js';
import { retrieveSession } from './retrieve-session.js';
import { updateSession } from './update-session.js';

@Controller('v1/identity/verification_sessions')
export class SessionsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @ApiPost()
  @Access({ permission: 'identity.write' })
  create(@Ctx() context: Context, @Params(createSessionParams) params: CreateSessionParams) {
    return createSession(this.deps, context, params);
  }

  @Get()
  @Access({ permission: 'identity.read' })
  list(@Ctx() context: Context, @Params(listSessionsParams) params: ListSessionsParams) {
    return listSessions(this.deps, context, params);
  }

  @Get(':id')
  @Access({ permission: 'identity.read' })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return retrieveSession(this.deps, context, { id, expand });
  }

  @ApiPost(':id')
  @Access({ permission: 'identity.write' })
  update(
    @Ctx() context: Context,
    @Param('id') id: string,
    @Params(updateSessionParams) params: UpdateSessionParams,
  ) {
    return updateSession(this.deps, context, { id, params });
  }

  @ApiPost(':id/cancel')
  @Access({ permission: 'identity.write' })
  cancel(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return cancelSession(this.deps, context, { id, expand });
  }

  @ApiPost(':id/redact')
  @Access({ permission: 'identity.write' })
  redact(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return redactSession(this.deps, context, { id, expand });
  }
}
