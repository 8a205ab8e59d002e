import { spawn } from 'node:child_process';
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

export interface LaunchOptions {
  /** The environment its programs inherit. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the append-only file lies, kept between starts. */
  readonly dataDir: string;
  readonly password: string;
}

/**
 * Starts Redis on a free port of 127.0.0.1.
 *
 * With the default snapshots every job acknowledged since the last one is lost on `kill -9`; with
 * an append-only file synced each second none was in our trials. `noeviction` because a queue that
 * forgets jobs when memory is short is no queue. The configuration travels on standard input, so
 * that the password shows in no process list.
 */
export async function launchRedis(program: RedisProgram, options: LaunchOptions): Promise<Service> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const port = await freePort();
  const start = program.command({ port, dataDir: options.dataDir });
  const child = spawn(start.file, start.args, {
    env: { ...options.env, ...start.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000);
    });
  }
  child.once('error', (error) => {
    said += error.message;
  });
  endWithUs(child, 'TERM');
  child.stdin.on('error', () => {});
  child.stdin.end(
    [
      ...start.settings,
      `requirepass "${options.password}"`,
      'appendonly yes',
      'appendfsync everysec',
      'save ""',
      'maxmemory-policy noeviction',
      '',
    ].join('\n'),
  );

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
      sleep(START_TIMEOUT_MS).then(() => null),
      new Promise<null>((resolve) => child.once('exit', () => resolve(null))),
    ]);
    if (version === null)
      throw new OperatorError(`Redis (${program.origin}) did not start:\n${said.trimEnd()}`);
    return {
      url: `redis://:${encodeURIComponent(options.password)}@127.0.0.1:${port}`,
      description: `Redis ${version}, ${program.origin}`,
      pid: child.pid,
      stop: () => stopChild(child, 'SIGTERM', STOP_GRACE_MS),
    };
  } catch (error) {
    await stopChild(child, 'SIGTERM', STOP_GRACE_MS);
    throw error;
  } finally {
    client.disconnect();
  }
}
