import type { JobPayload } from '@idem/contracts';
import { JobHandler } from '@idem/platform/queue/job-handler';
import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DEPS, type Deps } from '../deps.js';
import { redactSession } from './redact-session.js';

@Controller()
export class RedactionController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @JobHandler('session.redact')
  async redact(@Payload() payload: JobPayload<'session.redact'>): Promise<void> {
    await redactSession(this.deps, { sessionId: payload.session_id });
  }
}
