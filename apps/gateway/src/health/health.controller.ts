import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { DEPS, type Deps } from '../deps.js';
import { Route } from '../http/route.js';
import { checkReadiness } from './check-readiness.js';

const part = z.enum(['ok', 'failing']);
const readiness = z.strictObject({
  status: z.enum(['ok', 'unavailable']),
  parts: z.strictObject({ database: part, queue: part, object_store: part }),
});

@Controller()
export class HealthController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  /** The process answers: nothing else is asked. */
  @Route({
    method: 'GET',
    path: 'health',
    summary: 'Whether the process answers',
    access: 'public',
    unlimited: true,
    params: null,
    response: z.strictObject({ status: z.literal('ok') }),
  })
  health() {
    return { status: 'ok' } as const;
  }

  /** Traffic may come. */
  @Route({
    method: 'GET',
    path: 'ready',
    summary: 'Whether requests can be answered',
    access: 'public',
    unlimited: true,
    params: null,
    response: readiness,
    otherwise: { status: 503, when: 'a part does not answer' },
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const { ready, parts } = await checkReadiness(this.deps);
    reply.status(ready ? 200 : 503);
    return { status: ready ? ('ok' as const) : ('unavailable' as const), parts };
  }
}
