import { Redis } from 'ioredis';
import { queuePrefix } from '../queue/connection.js';

/**
 * Takes every job, lock and marker of one installation away at once: what flushing Redis does to it, without
 * touching others on the same server. Redis only.
 */
export async function loseQueue(queueUrl: string): Promise<void> {
  const server = new URL(queueUrl);
  server.search = '';
  const redis = new Redis(server.href);
  try {
    await redis.eval(
      "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', key) end",
      0,
      `${queuePrefix(queueUrl)}:*`,
    );
  } finally {
    await redis.quit();
  }
}
