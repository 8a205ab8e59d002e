import { JOBS, type JobName, type JobPayload, type QueueName } from '@idem/contracts';
import { createPostgresBackend, type JobsOptions, Queue, withBackend } from 'bullmq';
import {
  describeQueue,
  isPostgresQueue,
  postgresConnection,
  producerRedis,
  queuePrefix,
} from './connection.js';

export interface PublishOptions {
  /**
   * Names the work so that it is not done twice side by side. While a job of this id waits, publishing
   * it again changes nothing; while it runs, it will run once more afterwards, because it may already
   * have read what the second publication announces; once it has completed or failed, the id is free.
   */
  readonly jobId?: string;
  /** Not before this many ms from now. */
  readonly delayMs?: number;
}

/** Hands jobs to the queues of the catalogue. */
export interface JobProducer {
  /**
   * Resolves when the queue has the job.
   *
   * @throws ZodError when the payload is not what the catalogue says.
   * @throws QueueUnavailableError within about two seconds when the queue does not answer.
   */
  publish<N extends JobName>(name: N, payload: JobPayload<N>, options?: PublishOptions): Promise<void>;
  /** @throws QueueUnavailableError when the queue does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** The queue does not answer. What was to be published is still in PostgreSQL. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError';

  constructor(
    /** `host:port` */
    readonly server: string,
    cause: unknown,
  ) {
    super(`the job queue at ${server} does not answer: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

/** Longest wait for the queue to take a job, in ms. Redis answers in under one. */
const ANSWER_TIMEOUT_MS = 2_000;

/**
 * How long finished jobs stay visible to operators. Their outcomes lie in PostgreSQL, so this only
 * bounds Redis's memory: about 1 KB per job.
 */
const RETENTION = {
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 7 * 86_400, count: 5_000 },
} as const;

/** The part of BullMQ's Queue that is needed here, the same for both backends. */
interface BackingQueue {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  getJobCountByTypes(...types: ['waiting']): Promise<number>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** @param queueUrl `redis:`, `rediss:` or `postgres:` */
export function createProducer(queueUrl: string): JobProducer {
  const queues = new Map<QueueName, BackingQueue>();
  const queueOf = (name: QueueName): BackingQueue => {
    const known = queues.get(name);
    if (known) return known;
    const queue = openQueue(queueUrl, name);
    // Every failure also rejects the call that met it; without a listener the event would end the process.
    queue.on('error', () => {});
    queues.set(name, queue);
    return queue;
  };
  const answered = async <T>(request: Promise<T>): Promise<T> => {
    try {
      return await withTimeout(request, ANSWER_TIMEOUT_MS);
    } catch (error) {
      throw new QueueUnavailableError(describeQueue(queueUrl), error);
    }
  };
  return {
    async publish(name, payload, options = {}) {
      const contract = JOBS[name];
      const data = contract.schema.parse(payload);
      await answered(queueOf(contract.queue).add(name, data, jobOptions(name, options)));
    },
    async check() {
      await answered(queueOf(JOBS['check.completed'].queue).getJobCountByTypes('waiting'));
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

function jobOptions(name: JobName, { jobId, delayMs }: PublishOptions): JobsOptions {
  const { attempts, backoffMs } = JOBS[name];
  return {
    attempts,
    ...(backoffMs > 0 && { backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 } }),
    ...(delayMs !== undefined && { delay: delayMs }),
    ...(jobId !== undefined && { deduplication: { id: `${name}:${jobId}`, keepLastIfActive: true } }),
    ...RETENTION,
  };
}

function openQueue(queueUrl: string, name: QueueName): BackingQueue {
  if (isPostgresQueue(queueUrl)) {
    const Postgres = withBackend(createPostgresBackend);
    return new Postgres.Queue(name, { connection: postgresConnection(queueUrl) });
  }
  return new Queue(name, { connection: producerRedis(queueUrl), prefix: queuePrefix(queueUrl) });
}

async function withTimeout<T>(request: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([request, late]);
  } finally {
    clearTimeout(timer);
  }
}
