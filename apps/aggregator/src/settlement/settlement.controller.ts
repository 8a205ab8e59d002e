import type { JobPayload } from '@idem/contracts';
import { JobHandler } from '@idem/platform/queue/job-handler';
import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DEPS, type Deps } from '../deps.js';
import { settleSession } from './settle-session.js';

@Controller()
export class SettlementController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @JobHandler('check.completed')
  async settle(@Payload() payload: JobPayload<'check.completed'>): Promise<void> {
    await settleSession(this.deps, { submissionId: payload.submission_id });
  }
}
