import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import { checkReadiness } from './check-readiness.js';

@Controller()
export class HealthController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  /** The process answers: nothing else is asked. */
  @Get('health')
  @Access('public')
  health() {
    return { status: 'ok' };
  }

  /** Traffic may come. */
  @Get('ready')
  @Access('public')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const { ready, parts } = await checkReadiness(this.deps);
    reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable', parts };
  }
}
