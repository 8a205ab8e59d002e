import { jobsOf, type QueueName } from '@idem/contracts';
import type { MessageHandler } from '@nestjs/microservices';
import { DECLARED_AS_JOB_HANDLER } from './job-handler.js';

/**
 * Refuses a set of handlers under which a job of the served queues would fail, or a handler never run.
 *
 * @throws Error naming everything that does not fit.
 */
export function assertHandlersFit(
  queues: readonly QueueName[],
  handlers: ReadonlyMap<string, MessageHandler>,
): void {
  const served = queues.flatMap((queue) => jobsOf(queue));
  const problems = [
    ...served.filter((name) => !handlers.has(name)).map((name) => `nobody handles "${name}"`),
    ...[...handlers].flatMap(([name, handler]) => [
      ...(served.some((job) => job === name) ? [] : [`"${name}" is handled but not served`]),
      ...(handler.next ? [`"${name}" is handled twice`] : []),
      ...(handler.extras?.[DECLARED_AS_JOB_HANDLER] ? [] : [`"${name}" is not declared with @JobHandler`]),
    ]),
  ];
  if (problems.length > 0) throw new Error(`the job handlers do not fit the queues: ${problems.join('; ')}`);
}
