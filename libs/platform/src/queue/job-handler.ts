import type { JobName, JobPayload } from '@idem/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import type { JobContext } from './job-context.js';

/** Names the transport, so that these handlers are never offered to another one. */
export const BULLMQ_TRANSPORT = Symbol('bullmq');

/** Marks handlers declared through {@link JobHandler}; the server refuses others. */
export const DECLARED_AS_JOB_HANDLER = 'idemJobHandler';

/** Passes errors on as they are. Nest would put "Internal server error" in their place and lose the reason. */
@Catch()
class PassErrorsOn implements ExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}

type Handler<N extends JobName> = (payload: JobPayload<N>, context: JobContext) => Promise<void>;

/**
 * Declares the method of a controller that does one kind of job:
 *
 * ```ts
 * @JobHandler('check.completed')
 * async settle(@Payload() payload: JobPayload<'check.completed'>, @Ctx() context: JobContext) { … }
 * ```
 *
 * A rejection is a failed attempt; `UnrecoverableError` from `bullmq` forgoes the remaining ones.
 */
export function JobHandler<N extends JobName>(name: N) {
  return <H extends Handler<N>>(
    target: object,
    method: string | symbol,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    UseFilters(new PassErrorsOn())(target, method, descriptor);
    EventPattern<string>(name, BULLMQ_TRANSPORT, { [DECLARED_AS_JOB_HANDLER]: true })(
      target,
      method,
      descriptor,
    );
  };
}
