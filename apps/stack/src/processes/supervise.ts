import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { OperatorError } from '../operator-error.js';
import { createBackoff } from './backoff.js';
import { openLogFile } from './log-file.js';
import { stopChild } from './stop-child.js';

const STOP_GRACE_MS = 15_000;
const DEATHS_BEFORE_GIVING_UP = 3;
const TAIL_LINES = 20;
const preload = new URL('../../dist/processes/end-with-parent.js', import.meta.url).href;

export interface ProcessSpec {
  readonly name: string;
  /** Absolute path of the app's compiled main file. */
  readonly main: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Whether a line of its output says that it takes work. */
  announcesReady(line: string): boolean;
}

export interface SupervisedProcess {
  readonly name: string;
  readonly logFile: string;
  /** Undefined between a death and the next start. */
  readonly pid: number | undefined;
  /** How often it was started again. */
  readonly restarts: number;
  /** Settles at the first readiness. Rejects when it keeps dying before it ever was ready. */
  readonly ready: Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/**
 * Keeps one app running: output into its log file, started again whenever it dies, and never
 * outliving this process.
 */
export function supervise(spec: ProcessSpec): SupervisedProcess {
  const log = openLogFile(spec.logFile);
  const backoff = createBackoff();
  const tail: string[] = [];
  let child: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let starts = 0;
  let wasReady = false;
  let stopping = false;
  let settle: { resolve: () => void; reject: (error: Error) => void };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever awaits `ready` hears of it; a stop before that must not end the process as an unhandled rejection.
  ready.catch(() => {});

  const note = (text: string) => log.write(`-- ${new Date().toISOString()} ${spec.name}: ${text}\n`);

  function start(): void {
    starts += 1;
    tail.length = 0;
    const startedAt = performance.now();
    const started = fork(spec.main, [], {
      cwd: spec.cwd,
      env: spec.env,
      execArgv: ['--import', preload, '--enable-source-maps'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    child = started;
    note(`started as process ${started.pid}`);
    for (const stream of [started.stdout, started.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', hear);
    }
    started.once('error', (error) => hear(error.message));
    started.once('exit', (code, signal) => {
      child = undefined;
      note(`ended with ${signal ?? `code ${code}`}`);
      if (stopping) return;
      if (!wasReady && starts >= DEATHS_BEFORE_GIVING_UP) {
        settle.reject(
          new OperatorError(
            `${spec.name} does not start (${signal ?? `code ${code}`}).\n${tail.map((line) => `    ${line}`).join('\n')}\n  The whole log is in ${spec.logFile}.`,
          ),
        );
        return;
      }
      restart = setTimeout(start, backoff.next(performance.now() - startedAt));
    });
  }

  function hear(line: string): void {
    log.write(`${line}\n`);
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
    if (!wasReady && spec.announcesReady(line)) {
      wasReady = true;
      settle.resolve();
    }
  }

  start();
  return {
    name: spec.name,
    logFile: spec.logFile,
    get pid() {
      return child?.pid;
    },
    get restarts() {
      return starts - 1;
    },
    ready,
    async stop() {
      stopping = true;
      clearTimeout(restart);
      if (child) await stopChild(child, 'SIGTERM', STOP_GRACE_MS);
      settle.reject(new Error(`${spec.name} was stopped`));
      await new Promise<void>((resolve) => log.end(resolve));
    },
  };
}
