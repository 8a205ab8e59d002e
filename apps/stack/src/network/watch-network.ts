import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LOG_VARIABLE, type NetworkRecord, readRecords } from './record.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface WatchedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  /** Why there is to be no namespace; null where there may be one. */
  readonly unisolated: string | null;
}

export interface Watched {
  readonly exitCode: number;
  readonly records: readonly NetworkRecord[];
  /** Why native code was not watched; null where it was. */
  readonly unwatched: string | null;
}

const HOOK = new URL('../../dist/network/log-network-use.js', import.meta.url).href;
const ISOLATED = fileURLToPath(new URL('../../dist/network/isolated.js', import.meta.url));

/**
 * Runs a command with its input and output as ours, and writes down every look-up and connection of everything below it.
 *
 * On Linux, as root or where users may make namespaces, it runs in a network namespace without a way out, in which
 * nothing escapes notice: not native code, not a program of its own, not a process with a cleaned environment.
 * Elsewhere hooks in Node's processes are all there is, and `unwatched` says so.
 */
export async function watchNetwork(watched: WatchedCommand): Promise<Watched> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'idem-network-'));
  const log = path.join(scratch, 'log.jsonl');
  try {
    const { unisolated, command, args } = watched;
    const way = unisolated === null ? wayIn() : unisolated;
    if (typeof way === 'string') return { ...(await runLogged(watched, log, command, args)), unwatched: way };
    const [unshare, ...options] = way;
    const isolated = await runLogged(watched, log, unshare, [
      ...options,
      process.execPath,
      ISOLATED,
      log,
      command,
      ...args,
    ]);
    if (isolated.records.some(({ type }) => type === 'isolated')) return { ...isolated, unwatched: null };
    const refusal = isolated.records.find((record) => record.type === 'not-isolated');
    const reason = refusal?.reason ?? 'unshare made no network namespace';
    rmSync(log, { force: true });
    return { ...(await runLogged(watched, log, command, args)), unwatched: reason };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The command that enters new namespaces, or why there is none. */
function wayIn(): readonly [string, ...string[]] | string {
  if (process.platform !== 'linux') return 'only Linux has network namespaces';
  return process.getuid?.() === 0
    ? ['unshare', '--net', '--mount', '--']
    : ['unshare', '--user', '--map-current-user', '--keep-caps', '--net', '--mount', '--'];
}

async function runLogged(
  { cwd, env }: WatchedCommand,
  log: string,
  command: string,
  args: readonly string[],
): Promise<Omit<Watched, 'unwatched'>> {
  const options = `${env.NODE_OPTIONS ?? ''} --import=${HOOK}`.trim();
  const child = spawn(command, args, {
    cwd,
    env: { ...env, NODE_OPTIONS: options, [LOG_VARIABLE]: log },
    stdio: 'inherit',
  });
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  const wait = () => {};
  process.on('SIGINT', wait).on('SIGTERM', pass).on('SIGHUP', pass);
  const exitCode = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  process.off('SIGINT', wait).off('SIGTERM', pass).off('SIGHUP', pass);
  return { exitCode, records: readRecords(readIfThere(log)) };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
