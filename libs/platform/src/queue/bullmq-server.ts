import { JOBS, type JobName, type JobPayload, type QueueName } from '@idem/contracts';
import { type CustomTransportStrategy, RpcException, Server } from '@nestjs/microservices';
import { DelayedError, type Job, type Processor, UnrecoverableError } from 'bullmq';
import { lastValueFrom } from 'rxjs';
import { assertHandlersFit } from './assert-handlers-fit.js';
import { type BackingWorker, createBackingWorker } from './backing-worker.js';
import { JobContext } from './job-context.js';
import { BULLMQ_TRANSPORT } from './job-handler.js';

/** A job that will not be tried again. */
export type ExhaustedJob = {
  [N in JobName]: { readonly name: N; readonly payload: JobPayload<N>; readonly attempts: number };
}[JobName];

export interface BullMqServerOptions {
  /** `redis:`, `rediss:` or `postgres:` */
  readonly queueUrl: string;
  readonly queues: readonly QueueName[];
  /** Jobs of one queue that this process works on at the same time. */
  readonly concurrency: number;
  /**
   * Called when a job has failed for the last time, so that somebody learns of it. At least once: the
   * process may end between this call and the queue's own note of the failure.
   */
  readonly onExhausted?: (job: ExhaustedJob, error: Error) => Promise<void>;
  /** How long {@link BullMqServer.close} waits for running jobs, in ms, before it aborts their signals. */
  readonly closeTimeoutMs?: number;
}

/** After aborting the signals, how long handlers may take to return, in ms. */
const ABORT_GRACE_MS = 2_000;

type WorkerEvents = { error: (error: Error) => void };

/**
 * Nest's transport over BullMQ: consumes the jobs of the given queues and hands each to the method that
 * is declared for it with `@JobHandler`. Payloads are parsed with the catalogue before they are handed over.
 */
export class BullMqServer extends Server<WorkerEvents> implements CustomTransportStrategy {
  override readonly transportId = BULLMQ_TRANSPORT;
  /** Makes Nest leave the outcome of event handlers to this class. */
  override readonly propagatesEventHandlerErrors = true;
  private readonly workers: BackingWorker[] = [];
  /** What is being worked on; each promise resolves when that is over, however it went. */
  private readonly running = new Map<Job, Promise<void>>();
  private readonly shutdown = new AbortController();
  private readonly givenUp = new AbortController();
  /** Jobs whose exhaustion has been reported; the queue mentions them once more. */
  private readonly reported = new WeakSet<Job>();

  constructor(private readonly options: BullMqServerOptions) {
    super();
  }

  /** Starts consuming once the queue answers, however long that takes. Handlers that do not fit stop the boot. */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      assertHandlersFit(this.options.queues, this.getHandlers());
      for (const queue of this.options.queues) this.workers.push(this.createWorker(queue));
      await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
      for (const worker of this.workers) {
        worker
          .run()
          .catch((error: unknown) => this.logger.error(`a worker stopped: ${toError(error).message}`));
      }
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /**
   * Takes no more jobs, lets the running ones finish, aborts those that take too long. Ends within
   * `closeTimeoutMs` and about two seconds, even when the queue does not answer any more.
   */
  async close(): Promise<void> {
    const closed = Promise.all(this.workers.map((worker) => worker.close()));
    const handled = Promise.all([...this.running.values()]);
    await within(this.options.closeTimeoutMs ?? 20_000, Promise.race([closed, handled]));
    if (this.running.size > 0) {
      this.logger.warn(`aborting ${this.running.size} running jobs; they go back to the queue`);
      this.shutdown.abort(new Error('shutting down'));
    }
    if (await within(ABORT_GRACE_MS, closed)) return;
    this.givenUp.abort();
    for (const worker of this.workers) worker.disconnect().catch(noop);
  }

  on(event: 'error', listener: WorkerEvents['error']): void {
    for (const worker of this.workers) worker.on(event, listener);
  }

  unwrap<T>(): T {
    return this.workers as T;
  }

  private createWorker(queue: QueueName): BackingWorker {
    const process: Processor = (job, token) => this.process(job, token);
    const { queueUrl, concurrency } = this.options;
    const worker = createBackingWorker({ queueUrl, queue, concurrency }, process, this.givenUp.signal);
    // During an outage the same error repeats with every attempt to reconnect.
    let lastError = '';
    worker.on('active', () => {
      lastError = '';
    });
    worker.on('error', (error) => {
      if (error.message !== lastError) this.logger.error(`queue ${queue}: ${error.message}`);
      lastError = error.message;
    });
    // Jobs that BullMQ gives up by itself, after too many stalls, never reach `process`.
    worker.on('failed', (job, error) => {
      if (job?.finishedOn !== undefined) void this.reportExhausted(job, error);
    });
    return worker;
  }

  private async process(job: Job, token: string | undefined): Promise<void> {
    const attempt = this.attempt(job, token);
    this.running.set(job, attempt.then(noop, noop));
    try {
      await attempt;
    } finally {
      this.running.delete(job);
    }
  }

  private async attempt(job: Job, token: string | undefined): Promise<void> {
    const { signal } = this.shutdown;
    try {
      // A worker that is being closed may still be handed a job it had asked for before.
      signal.throwIfAborted();
      await this.handle(job, signal);
    } catch (thrown) {
      if (signal.aborted) {
        await job.moveToDelayed(Date.now(), token);
        throw new DelayedError();
      }
      const error = toError(thrown);
      const last = error instanceof UnrecoverableError || job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
      this.logger.warn(
        `${job.name} ${job.id} failed, attempt ${job.attemptsMade + 1}${last ? ', the last' : ''}: ${error.message}`,
      );
      if (last) await this.reportExhausted(job, error);
      throw error;
    }
  }

  private async handle(job: Job, signal: AbortSignal): Promise<void> {
    const handler = isJobName(job.name) ? this.getHandlerByPattern(job.name) : null;
    if (!handler || !isJobName(job.name))
      throw new UnrecoverableError(`nobody handles jobs named "${job.name}"`);
    const parsed = JOBS[job.name].schema.safeParse(job.data);
    if (!parsed.success) throw new UnrecoverableError(`invalid payload: ${parsed.error.message}`);
    const context = new JobContext([
      {
        id: String(job.id),
        name: job.name,
        attempt: job.attemptsMade + 1,
        maxAttempts: job.opts.attempts ?? 1,
        signal,
      },
    ]);
    await lastValueFrom(this.transformToObservable(await handler(parsed.data, context)), {
      defaultValue: undefined,
    });
  }

  private async reportExhausted(job: Job, error: Error): Promise<void> {
    if (this.reported.has(job) || !isJobName(job.name)) return;
    this.reported.add(job);
    const payload = JOBS[job.name].schema.safeParse(job.data);
    if (!payload.success) return;
    try {
      const exhausted = { name: job.name, payload: payload.data, attempts: job.attemptsMade } as ExhaustedJob;
      await this.options.onExhausted?.(exhausted, error);
    } catch (failure) {
      this.logger.error(`could not record that ${job.name} ${job.id} failed: ${toError(failure).message}`);
    }
  }
}

/** Whether the work came to an end within `ms`. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const finished = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return finished;
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}

function toError(thrown: unknown): Error {
  const error = thrown instanceof RpcException ? thrown.getError() : thrown;
  return error instanceof Error
    ? error
    : new Error(typeof error === 'string' ? error : JSON.stringify(error));
}

function noop(): void {}
