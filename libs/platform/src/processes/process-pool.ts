import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';

/**
 * CPU-bound work in processes of their own, so that the event loop stays free to renew job locks, and a
 * picture that crashes native code takes down a child and not the worker.
 *
 * Not threads: ending a thread that is inside onnxruntime-node 1.30 throws a Napi::Error nobody can
 * catch, and the whole process aborts (SIGABRT, every time). A process can be killed at any moment.
 */
export interface ProcessPool<Task, Result> {
  /**
   * Runs a task on a free process, waiting for one if need be. Tasks and results are copied
   * (structured clone: typed arrays, maps and dates survive, classes do not).
   *
   * @param signal aborting it kills the process, whatever it is doing, and rejects with the signal's
   *   reason; another process takes its place
   * @throws ProcessEndedError when the process crashes; otherwise what the task throws, of which the
   *   name, message and stack arrive
   */
  run(task: Task, signal: AbortSignal): Promise<Result>;
  /** Kills all processes, and what they are doing. */
  close(): Promise<void>;
}

/** The process that ran a task ended in the middle of it: a crash in native code, or memory ran out. */
export class ProcessEndedError extends Error {
  override readonly name = 'ProcessEndedError';

  constructor(module: string, cause: unknown) {
    super(`the process running ${module} ended unexpectedly`, { cause });
  }
}

/** The module that a pool's processes load: its default export does one task. */
export type TaskModule<Task, Result, Data> = (task: Task, data: Data) => Promise<Result>;

export interface ProcessPoolOptions {
  /** A compiled module with a {@link TaskModule} as its default export. */
  readonly module: URL;
  /** How many run at the same time. All of them start at once and stay. */
  readonly processes: number;
  /** Handed to every task besides the task itself. Must have a JSON form. */
  readonly data: unknown;
}

/** Compiled, because a process of its own knows nothing of a test runner's transforms. */
const ENTRY = fileURLToPath(new URL('../../dist/processes/process-entry.js', import.meta.url));

/** How long a process may take to end by itself before it is killed, in ms. */
const TERMINATE_MS = 100;

export function createProcessPool<Task, Result>(options: ProcessPoolOptions): ProcessPool<Task, Result> {
  const pool = workerpool.pool(ENTRY, {
    workerType: 'process',
    minWorkers: options.processes,
    maxWorkers: options.processes,
    workerTerminateTimeout: TERMINATE_MS,
    forkArgs: [options.module.href, JSON.stringify(options.data)],
    // JSON, the default, would turn pictures into objects of numbers.
    forkOpts: { serialization: 'advanced' },
  });
  return {
    async run(task, signal) {
      signal.throwIfAborted();
      const running = pool.exec('run', [task]);
      // Node would take a promise returned by a listener for its own, and throw what it rejects with.
      const abort = () => void running.cancel();
      signal.addEventListener('abort', abort, { once: true });
      try {
        return (await running) as Result;
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw error instanceof workerpool.TerminateError
          ? new ProcessEndedError(fileURLToPath(options.module), error)
          : error;
      } finally {
        signal.removeEventListener('abort', abort);
      }
    },
    async close() {
      await pool.terminate(true);
    },
  };
}
