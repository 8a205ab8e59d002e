import { type CheckJobName, checkJobName, type JobPayload } from '@idem/contracts';
import type { CheckDefinition } from '@idem/domain';
import { JobContext } from '@idem/platform/queue/job-context';
import { JobHandler } from '@idem/platform/queue/job-handler';
import { Controller, Inject, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type RunCheckDeps, runCheck } from './run-check.js';

/** Injection token of {@link RunCheckDeps}. */
export const DEPS = Symbol('RunCheckDeps');

/** The microservice's handler of one check's jobs. */
export function checkController(check: CheckDefinition): Type {
  @Controller()
  class CheckController {
    constructor(@Inject(DEPS) private readonly deps: RunCheckDeps) {}

    @JobHandler(checkJobName(check.name))
    async run(@Payload() payload: JobPayload<CheckJobName>, @Ctx() context: JobContext): Promise<void> {
      const { signal } = context.run;
      await runCheck(this.deps, { check, submissionId: payload.submission_id, signal });
    }
  }
  return CheckController;
}
