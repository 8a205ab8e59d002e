import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { OperatorError } from '../operator-error.js';
import { endWithUs } from '../processes/end-with-us.js';
import { stopChild } from '../processes/stop-child.js';
import { freePort } from './free-port.js';
import type { RedisProgram } from './redis-programs.js';
import type { Service } from './service.js';

const START_TIMEOUT_MS = 10_000;
const STOP_GRACE_MS = 5_000;
const RESTART_AFTER_MS = 500;

export interface LaunchOptions {
  /** The environment its programs inherit. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the append-only file lies, kept between starts. */
  readonly dataDir: string;
  readonly password: string;
}

/**
 * Starts Redis on a free port of 127.0.0.1 and keeps it running.
 *
 * With the default snapshots every job acknowledged since the last one is lost on `kill -9`; with
 * an append-only file synced each second none was in our trials. `noeviction` because a queue that
 * forgets jobs when memory is short is no queue. The configuration travels on standard input, so
 * that the password shows in no process list.
 */
export async function launchRedis(program: RedisProgram, options: LaunchOptions): Promise<Service> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const port = await freePort();
  const server = keepRunning(program, port, options);
  const client = new Redis({
    host: '127.0.0.1',
    port,
    password: options.password,
    retryStrategy: () => 50,
    maxRetriesPerRequest: null,
  });
  client.on('error', () => {});
  try {
    const version = await Promise.race([
      client.info('server').then((info) => /(?:redis|valkey)_version:(\S+)/.exec(info)?.[1] ?? ''),
      sleep(START_TIMEOUT_MS, null, { ref: false }),
      server.firstExit.then(() => null),
    ]);
    if (version === null)
      throw new OperatorError(`Redis (${program.origin}) did not start:\n${server.said().trimEnd()}`);
    return {
      url: `redis://:${encodeURIComponent(options.password)}@127.0.0.1:${port}`,
      description: `Redis ${version}, ${program.origin}`,
      get pid() {
        return server.pid();
      },
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    client.disconnect();
  }
}

/** Starts the server, and starts it again on the same port and files whenever it dies, until stopped. */
function keepRunning(program: RedisProgram, port: number, options: LaunchOptions) {
  let said = '';
  let stopping = false;
  let child: ChildProcess;
  let restart: NodeJS.Timeout | undefined;
  let exited = (): void => {};
  const firstExit = new Promise<void>((resolve) => {
    exited = resolve;
  });

  const start = (): void => {
    child = spawnRedis(program, port, options, (text) => {
      said = (said + text).slice(-2_000);
    });
    child.once('exit', () => {
      exited();
      if (!stopping) restart = setTimeout(start, RESTART_AFTER_MS);
    });
  };
  start();
  return {
    firstExit,
    said: () => said,
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(restart);
      await stopChild(child, 'SIGTERM', STOP_GRACE_MS);
    },
  };
}

function spawnRedis(
  program: RedisProgram,
  port: number,
  { env, dataDir, password }: LaunchOptions,
  hear: (text: string) => void,
): ChildProcess {
  const start = program.command({ port, dataDir });
  const child = spawn(start.file, start.args, {
    env: { ...env, ...start.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
  child.once('error', (error) => hear(error.message));
  endWithUs(child, 'TERM');
  child.stdin.on('error', () => {});
  child.stdin.end(
    [
      ...start.settings,
      `requirepass "${password}"`,
      'appendonly yes',
      'appendfsync everysec',
      'save ""',
      'maxmemory-policy noeviction',
      '',
    ].join('\n'),
  );
  return child;
}
