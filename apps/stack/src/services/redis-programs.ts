import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fetchDebianRedis } from './debian-redis.js';

const run = promisify(execFile);

/** BullMQ 6 needs streams and `LMOVE`, both there since 6.2. */
const OLDEST: readonly [number, number] = [6, 2];
const ENGINE_PATIENCE_MS = 1_500;

export interface RedisStart {
  readonly file: string;
  readonly args: string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Lines of redis.conf that depend on where it runs. */
  readonly settings: readonly string[];
}

/** A way to start Redis on this machine. */
export interface RedisProgram {
  /** For people: where it came from. */
  readonly origin: string;
  command(where: { readonly port: number; readonly dataDir: string }): RedisStart;
}

/**
 * Looks for a Redis in the order: on the PATH, a container image already here, Debian's package
 * fetched without root. None of these installs anything on the system.
 *
 * @param containers false where a container's ports would not be reached
 */
export async function findRedisProgram(
  cacheDir: string,
  { containers }: { readonly containers: boolean },
): Promise<RedisProgram | null> {
  return (await onPath()) ?? (containers ? await containerImage() : null) ?? (await debianPackage(cacheDir));
}

/** Set to 1 inside a network namespace, which the ports of containers do not reach. */
export const NO_CONTAINERS_VARIABLE = 'IDEM_NO_CONTAINERS';

/** A Redis executable, with the directory of libraries it brought along. */
export function redisExecutable(file: string, origin: string, libraries?: string): RedisProgram {
  return {
    origin,
    command: ({ port, dataDir }) => ({
      file,
      args: ['-'],
      ...(libraries !== undefined && { env: { LD_LIBRARY_PATH: libraries } }),
      settings: ['bind 127.0.0.1', `port ${port}`, `dir "${dataDir.replaceAll('"', '\\"')}"`],
    }),
  };
}

async function onPath(): Promise<RedisProgram | null> {
  for (const name of ['redis-server', 'valkey-server']) {
    const said = await output(name, ['--version']);
    const version = /v=(\d+)\.(\d+)/.exec(said ?? '');
    if (version && isRecent(Number(version[1]), Number(version[2])))
      return redisExecutable(name, 'on the PATH');
  }
  return null;
}

function isRecent(major: number, minor: number): boolean {
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

async function containerImage(): Promise<RedisProgram | null> {
  const listed = await output(
    'docker',
    ['images', '--format', '{{.Repository}}:{{.Tag}}'],
    ENGINE_PATIENCE_MS,
  );
  const image = listed?.split('\n').find((name) => /^(redis:[78]|valkey\/valkey:[789])/.test(name));
  if (image === undefined) return null;
  const server = image.startsWith('redis') ? 'redis-server' : 'valkey-server';
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  return {
    origin: `image ${image}`,
    command: ({ port, dataDir }) => ({
      file: 'docker',
      args: [
        'run',
        '--rm',
        '-i',
        '--user',
        user,
        '-p',
        `127.0.0.1:${port}:6379`,
        '-v',
        `${dataDir}:/data`,
      ].concat(image, server, '-'),
      settings: ['bind 0.0.0.0', 'port 6379', 'dir /data'],
    }),
  };
}

async function debianPackage(cacheDir: string): Promise<RedisProgram | null> {
  const found = await fetchDebianRedis(cacheDir);
  return found && redisExecutable(found.file, "Debian's package", found.libraries);
}

async function output(file: string, args: string[], timeout = 5_000): Promise<string | null> {
  try {
    return (await run(file, args, { timeout })).stdout;
  } catch {
    return null;
  }
}
