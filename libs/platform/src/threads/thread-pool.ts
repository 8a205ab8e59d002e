import { Piscina } from 'piscina';

/** Threads for CPU-bound work, so that the event loop stays free to renew job locks. */
export interface ThreadPool<Task, Result> {
  /**
   * Runs a task on a free thread, waiting for one if need be.
   *
   * @param signal aborting it ends the thread, whatever it is doing, and rejects; the pool starts another
   */
  run(task: Task, signal: AbortSignal): Promise<Result>;
  /** Ends all threads. */
  close(): Promise<void>;
}

/**
 * @param options.filename a compiled module whose default export does one task
 * @param options.threads how many run at the same time; all of them start at once and stay
 * @param options.workerData what each thread is born with
 */
export function createThreadPool<Task, Result>(options: {
  readonly filename: URL;
  readonly threads: number;
  readonly workerData: unknown;
}): ThreadPool<Task, Result> {
  const pool = new Piscina<Task, Result>({
    filename: options.filename.href,
    minThreads: options.threads,
    maxThreads: options.threads,
    workerData: options.workerData,
    concurrentTasksPerWorker: 1,
  });
  return {
    run: (task, signal) => pool.run(task, { signal }),
    close: () => pool.destroy(),
  };
}
