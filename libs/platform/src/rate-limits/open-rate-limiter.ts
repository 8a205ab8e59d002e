import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Logger } from '../log/logger.js';
import { describeQueue, isPostgresQueue, producerRedis, queuePrefix } from '../queue/connection.js';

/** How many uses a window holds. A window begins with the first use and is counted for each key alone. */
export interface RateLimit {
  /** Tells the counters of one limit from those of another. */
  readonly name: string;
  readonly uses: number;
  readonly seconds: number;
}

export interface RateLimiter {
  /**
   * Counts one use.
   *
   * @param key whose uses are counted together: an account, an address. Never a secret: it stands in Redis as it is
   * @returns whether there was one left
   */
  take(limit: RateLimit, key: string): Promise<boolean>;
  close(): void;
}

/**
 * Longest wait for Redis to count, in ms: it answers in under one, and a request must not hang on a counter.
 */
const ANSWER_TIMEOUT_MS = 250;

/**
 * Limits that every process with the same queue counts together. While Redis is away, and where PostgreSQL is the
 * queue, each process counts for itself: a limit is then as many times higher as there are processes, and nobody
 * is turned away because of an outage of ours.
 */
export function openRateLimiter(queueUrl: string, log: Pick<Logger, 'warn'>): RateLimiter {
  if (isPostgresQueue(queueUrl)) return { take: countAlone(), close: () => {} };
  const redis = new Redis({ ...producerRedis(queueUrl), commandTimeout: ANSWER_TIMEOUT_MS });
  // Every failure also rejects the call that met it; without a listener the event would end the process.
  redis.on('error', () => {});
  const alone = countAlone();
  const shared = new Map<string, RateLimiterRedis>();
  let isAway = false;

  const sharedCounter = (limit: RateLimit): RateLimiterRedis => {
    const { name, uses, seconds } = limit;
    const known = shared.get(identityOf(limit));
    if (known !== undefined) return known;
    const counter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${queuePrefix(queueUrl)}:limit:${name}`,
      points: uses,
      duration: seconds,
      rejectIfRedisNotReady: true,
    });
    shared.set(identityOf(limit), counter);
    return counter;
  };
  const noteState = (away: boolean, error?: unknown): void => {
    if (away === isAway) return;
    isAway = away;
    const queue = describeQueue(queueUrl);
    if (away) log.warn({ err: error, queue }, 'requests are counted by each process alone: no Redis');
    else log.warn({ queue }, 'requests are counted together again');
  };
  return {
    async take(limit, key) {
      try {
        const taken = await takeFrom(sharedCounter(limit), key);
        noteState(false);
        return taken;
      } catch (error) {
        noteState(true, error);
        return alone(limit, key);
      }
    },
    close: () => redis.disconnect(),
  };
}

const identityOf = ({ name, uses, seconds }: RateLimit): string => `${name}:${uses}/${seconds}`;

/** Counts in this process's memory. */
export function countAlone(): RateLimiter['take'] {
  const counters = new Map<string, RateLimiterMemory>();
  return async (limit, key) => {
    const { name, uses, seconds } = limit;
    let counter = counters.get(identityOf(limit));
    if (counter === undefined) {
      counter = new RateLimiterMemory({ keyPrefix: name, points: uses, duration: seconds });
      counters.set(identityOf(limit), counter);
    }
    return takeFrom(counter, key);
  };
}

/** @throws what the store throws */
async function takeFrom(counter: RateLimiterMemory | RateLimiterRedis, key: string): Promise<boolean> {
  try {
    await counter.consume(key);
    return true;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false;
    throw refused;
  }
}
