import { z } from 'zod';

/** Payloads hold ids only: job data lies in Redis in clear text. */
const checkJob = z.strictObject({ submission_id: z.string() });

/** How one kind of job travels. Names, payload types, producers and consumers derive from {@link JOBS}. */
export interface JobContract {
  readonly queue: string;
  readonly schema: z.ZodType;
  /** Tries before the job is given up, the first included. */
  readonly attempts: number;
  /** Delay before the second try in ms; doubles from try to try, with jitter. */
  readonly backoffMs: number;
}

/** Every job there is. */
export const JOBS = {
  'check.document': { queue: 'document', schema: checkJob, attempts: 3, backoffMs: 500 },
  'check.face-match': { queue: 'face-match', schema: checkJob, attempts: 3, backoffMs: 500 },
  'check.liveness': { queue: 'liveness', schema: checkJob, attempts: 3, backoffMs: 500 },
  'check.challenge': { queue: 'challenge', schema: checkJob, attempts: 3, backoffMs: 500 },
  /** An outcome was inserted: the aggregator looks whether the submission can be settled. */
  'check.completed': { queue: 'settlement', schema: checkJob, attempts: 5, backoffMs: 200 },
  /** A redaction was asked for: the aggregator destroys what there is of the session. */
  'session.redact': {
    queue: 'redaction',
    schema: z.strictObject({ session_id: z.string() }),
    attempts: 5,
    backoffMs: 1_000,
  },
  /** One attempt at one delivery. Later attempts are scheduled in PostgreSQL, not here. */
  'webhook.deliver': {
    queue: 'webhooks',
    schema: z.strictObject({ delivery_id: z.string(), attempt: z.int().min(1) }),
    attempts: 1,
    backoffMs: 0,
  },
} as const satisfies Record<string, JobContract>;

export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]['schema']>;
export type QueueName = (typeof JOBS)[JobName]['queue'];

/** Jobs that run a check; they all carry the id of a submission. */
export type CheckJobName = Exclude<Extract<JobName, `check.${string}`>, 'check.completed'>;

/** The job that runs a check, for a check's name. */
export function checkJobName(check: string): CheckJobName {
  const name = `check.${check}`;
  if (!(name in JOBS) || name === 'check.completed') throw new Error(`no job runs the check "${check}"`);
  return name as CheckJobName;
}

/** The names of the jobs that travel on a queue. */
export function jobsOf(queue: QueueName): readonly JobName[] {
  return (Object.keys(JOBS) as JobName[]).filter((name) => JOBS[name].queue === queue);
}
