import { JOBS, type JobName, type JobPayload, type QueueName } from '@idem/contracts';
import type { JobsOptions } from 'bullmq';
import { describeQueue } from './connection.js';
import { type BackingQueue, connectProducer } from './producer-connection.js';

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

/** @param queueUrl `redis:`, `rediss:` or `postgres:` */
export function createProducer(queueUrl: string): JobProducer {
  const connection = connectProducer(queueUrl);
  const queues = new Map<QueueName, BackingQueue>();
  const queueOf = (name: QueueName): BackingQueue => {
    const known = queues.get(name);
    if (known) return known;
    const queue = connection.openQueue(name);
    // Every failure also rejects the call that met it; without a listener the event would end the process.
    queue.on('error', () => {});
    queues.set(name, queue);
    return queue;
  };
  const ask = async <T>(name: QueueName, request: (queue: BackingQueue) => Promise<T>): Promise<T> => {
    try {
      return await withTimeout(
        connection.whenReady().then(() => request(queueOf(name))),
        ANSWER_TIMEOUT_MS,
      );
    } catch (error) {
      throw new QueueUnavailableError(describeQueue(queueUrl), error);
    }
  };
  return {
    async publish(name, payload, options = {}) {
      const contract = JOBS[name];
      const data = contract.schema.parse(payload);
      const job = jobOptions(name, options);
      await ask(contract.queue, (queue) => queue.add(name, data, job));
    },
    async check() {
      await ask(JOBS['check.completed'].queue, (queue) => queue.getJobCountByTypes('waiting'));
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await connection.close();
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
