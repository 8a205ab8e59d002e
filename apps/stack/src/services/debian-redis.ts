import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;

export interface UnpackedRedis {
  readonly file: string;
  /** Directory for LD_LIBRARY_PATH. */
  readonly libraries: string;
}

/**
 * Fetches Redis from the machine's own Debian or Ubuntu mirror and unpacks it into a directory of
 * ours. Needs no root and changes nothing on the system: apt keeps its lists and packages in the
 * same directory, checks their signatures as always, and is only asked to download.
 *
 * @returns null where that is not possible: no apt, no mirror in reach
 */
export async function fetchDebianRedis(cacheDir: string): Promise<UnpackedRedis | null> {
  const home = path.join(cacheDir, 'debian-redis');
  if (!existsSync(home)) {
    if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return null;
    const draft = `${home}.${process.pid}`;
    try {
      await unpackInto(draft);
      renameSync(draft, home);
    } catch {
      if (!existsSync(home)) return null;
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  const libraryDir = path.join(home, 'usr', 'lib');
  const triplet = readdirSync(libraryDir).find((name) => name.includes('linux-gnu')) ?? '';
  return { file: path.join(home, 'usr', 'bin', 'redis-server'), libraries: path.join(libraryDir, triplet) };
}

async function unpackInto(target: string): Promise<void> {
  const scratch = path.join(target, 'apt');
  const downloads = path.join(scratch, 'packages');
  for (const folder of ['lists/partial', 'cache/archives/partial', 'packages']) {
    mkdirSync(path.join(scratch, folder), { recursive: true });
  }
  const apt = (...args: string[]) =>
    run('apt-get', [...aptOptions(scratch), ...args], { cwd: downloads, timeout: TIMEOUT_MS });
  await apt('update');
  const { stdout } = await apt('--print-uris', '--yes', '--no-install-recommends', 'install', 'redis-tools');
  const missing = [...stdout.matchAll(/^'\S+' ([^_\s]+)_\S+\.deb /gm)].flatMap((line) => line[1] ?? []);
  if (missing.length === 0) throw new Error('apt names no package to download');
  await apt('download', ...missing);
  for (const file of readdirSync(downloads))
    await run('dpkg-deb', ['-x', path.join(downloads, file), target]);
  const binaries = path.join(target, 'usr', 'bin');
  // One executable under several names: what is called redis-server is the server.
  if (!existsSync(path.join(binaries, 'redis-server'))) {
    symlinkSync('redis-check-rdb', path.join(binaries, 'redis-server'));
  }
  rmSync(scratch, { recursive: true });
}

function aptOptions(scratch: string): string[] {
  return [
    '-qq',
    ...[
      `Dir::State::lists=${scratch}/lists`,
      `Dir::Cache=${scratch}/cache`,
      `APT::Sandbox::User=${userInfo().username}`,
      'Acquire::Languages=none',
    ].flatMap((option) => ['-o', option]),
  ];
}
