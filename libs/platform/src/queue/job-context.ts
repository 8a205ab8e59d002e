import type { JobName } from '@idem/contracts';
import { BaseRpcContext } from '@nestjs/microservices';

/** What a handler may know about the run it is part of. */
export interface JobRun {
  /** The queue's id of the job. */
  readonly id: string;
  readonly name: JobName;
  /** 1 for the first try. */
  readonly attempt: number;
  /** The try after which the job is given up. */
  readonly maxAttempts: number;
  /**
   * Aborts when this process shuts down and has waited long enough. A handler that then rejects costs
   * the job no attempt: it goes back to the queue.
   */
  readonly signal: AbortSignal;
}

/** Nest's context of a job: `@Ctx() context: JobContext`. */
export class JobContext extends BaseRpcContext<[JobRun]> {
  get run(): JobRun {
    return this.getArgByIndex(0);
  }
}
