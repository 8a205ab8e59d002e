import { Redis } from 'ioredis';
import { type LaunchOptions, launchRedis } from './launch-redis.js';
import { findRedisProgram, NO_CONTAINERS_VARIABLE } from './redis-programs.js';
import { requireReachable, unreachable } from './require-reachable.js';
import { foreignService, type Service } from './service.js';

export interface QueueOptions extends LaunchOptions {
  /** Where a fetched Redis is unpacked, shared by all data directories. */
  readonly cacheDir: string;
  /** Serves as the queue where no Redis can be had. */
  readonly databaseUrl: string;
}

/**
 * The job queue: the configured Redis, else one found or fetched, else PostgreSQL itself through
 * BullMQ's own backend. Redis holds nothing that PostgreSQL does not.
 *
 * @throws OperatorError when the configured one does not answer
 */
export async function provideQueue(redisUrl: string | undefined, options: QueueOptions): Promise<Service> {
  if (redisUrl) return useConfigured(redisUrl);
  const program = await findRedisProgram(options.cacheDir, {
    containers: options.env[NO_CONTAINERS_VARIABLE] !== '1',
  });
  return program === null
    ? foreignService(options.databaseUrl, 'PostgreSQL as the queue (no Redis to be had)')
    : launchRedis(program, options);
}

async function useConfigured(url: string): Promise<Service> {
  await requireReachable('REDIS_URL', url);
  if (url.startsWith('postgres')) return foreignService(url, 'PostgreSQL as the queue, yours');
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
  });
  let problem = '';
  client.on('error', (error) => {
    problem ||= error.message;
  });
  try {
    await client.connect();
    await client.ping();
    return foreignService(url, 'Redis, yours');
  } catch (error) {
    throw unreachable('REDIS_URL', url, problem || String(error));
  } finally {
    client.disconnect();
  }
}
