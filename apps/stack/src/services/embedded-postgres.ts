import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { OperatorError } from '../operator-error.js';
import { endWithUs } from '../processes/end-with-us.js';
import { stopChild } from '../processes/stop-child.js';
import { freePort } from './free-port.js';
import { locatePostgresBinaries } from './postgres-binaries.js';
import type { Service } from './service.js';
import { canExecute, type SystemUser, unprivilegedUser } from './system-user.js';

const USER = 'idem';
const DATABASE = 'idem';
const STOP_GRACE_MS = 10_000;
const START_TIMEOUT_MS = 60_000;

export interface EmbeddedPostgresOptions {
  /** The environment its programs inherit. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Kept between starts. */
  readonly dataDir: string;
  readonly password: string;
  /** False only where the data may be lost with the machine, as in tests: several times faster. */
  readonly durable: boolean;
}

/** Starts PostgreSQL from the npm package on a free port of 127.0.0.1, laying out its data on first use. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<Service> {
  const owner = unprivilegedUser();
  const binaries = locatePostgresBinaries(owner);
  const wanted = path.resolve(options.dataDir);
  const dataDir = enterableDataDir(wanted, owner, options.password);
  const run = { binaries, dataDir, owner, env: { ...options.env, LC_ALL: 'C.UTF-8', LC_MESSAGES: 'C' } };
  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) layOut(run, options.password);

  const port = await freePort();
  const child = await launch(run, port, options.durable);
  const connection = { host: '127.0.0.1', port, user: USER, password: options.password };
  try {
    const version = await ensureDatabase(connection);
    return {
      url: urlOf(port, options.password),
      description: `PostgreSQL ${version}, embedded`,
      pid: child.pid,
      stop: async () => {
        await stopChild(child, 'SIGINT', STOP_GRACE_MS);
        if (!options.durable && dataDir !== wanted) rmSync(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await stopChild(child, 'SIGINT', STOP_GRACE_MS);
    throw error;
  }
}

/**
 * The URL of the server that runs on a data directory; null when none does. The server notes its port in the fourth
 * line of `postmaster.pid`, which stays behind when it was killed: only one that answers counts.
 */
export async function runningPostgres({
  dataDir: wanted,
  password,
}: EmbeddedPostgresOptions): Promise<string | null> {
  const dataDir = enterableDataDir(path.resolve(wanted), unprivilegedUser(), password);
  const noted = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(noted)) return null;
  const port = Number(readFileSync(noted, 'utf8').split('\n')[3]);
  const connection = { host: '127.0.0.1', port, user: USER, password, database: DATABASE };
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return urlOf(port, password);
  } catch {
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}

const urlOf = (port: number, password: string): string =>
  `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`;

interface Run {
  readonly binaries: string;
  readonly dataDir: string;
  readonly owner: SystemUser | null;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The server enters its data directory as its own user, which fails below a directory that only
 * root may enter. The data then lies under /var/lib, in a directory named after the wanted one.
 */
function enterableDataDir(wanted: string, owner: SystemUser | null, password: string): string {
  if (owner === null) return wanted;
  let existing = path.dirname(wanted);
  while (!existsSync(existing)) existing = path.dirname(existing);
  if (canExecute(existing, owner)) return wanted;
  const home = '/var/lib/idem';
  const name = createHash('sha256').update(`${wanted}\0${password}`).digest('hex').slice(0, 16);
  const named = path.join(home, name);
  mkdirSync(named, { recursive: true });
  for (const folder of [home, named]) chmodSync(folder, 0o711);
  return path.join(named, 'postgres');
}

function layOut({ binaries, dataDir, owner, env }: Run, password: string): void {
  mkdirSync(path.dirname(dataDir), { recursive: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const scratch = mkdtempSync(path.join(tmpdir(), 'idem-initdb-'));
  const passwordFile = path.join(scratch, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner !== null) for (const it of [dataDir, scratch, passwordFile]) chownSync(it, owner.uid, owner.gid);
  const layout = ['-D', dataDir, '-U', USER, '--pwfile', passwordFile, '-A', 'scram-sha-256'];
  const result = spawnSync(
    path.join(binaries, 'bin', 'initdb'),
    [...layout, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
    { ...identity(owner), env, cwd: '/', encoding: 'utf8' },
  );
  rmSync(scratch, { recursive: true });
  if (result.status !== 0) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new OperatorError(
      `PostgreSQL could not lay out ${dataDir}: ${result.error?.message ?? result.stderr}`,
    );
  }
}

async function launch(run: Run, port: number, durable: boolean): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'lc_messages=C',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  const child = spawn(
    path.join(run.binaries, 'bin', 'postgres'),
    ['-D', run.dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...identity(run.owner), env: run.env, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  endWithUs(child, 'INT');
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const fail = (problem: string) => {
      clearTimeout(timer);
      reject(new OperatorError(`PostgreSQL did not start in ${run.dataDir}: ${problem}\n${said.trimEnd()}`));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`not ready after ${START_TIMEOUT_MS / 1_000} s`);
    }, START_TIMEOUT_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it ended with code ${code}`));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000);
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
  return child;
}

function identity(owner: SystemUser | null): { uid?: number; gid?: number } {
  return owner === null ? {} : { uid: owner.uid, gid: owner.gid };
}

async function ensureDatabase(connection: pg.ClientConfig): Promise<string> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(DATABASE)}`);
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version.split(' ')[0] ?? '';
  } finally {
    await client.end();
  }
}
