import type { RedisOptions } from 'bullmq';

/** Whether the queue lies in PostgreSQL (BullMQ 6's second backend) instead of Redis. */
export function isPostgresQueue(queueUrl: string): boolean {
  return /^postgres(ql)?:$/.test(new URL(queueUrl).protocol);
}

/** `host:port` of the queue's server, fit for logs. */
export function describeQueue(queueUrl: string): string {
  const url = new URL(queueUrl);
  return `${url.hostname}:${url.port || (isPostgresQueue(queueUrl) ? '5432' : '6379')}`;
}

function redisAddress(queueUrl: string): RedisOptions {
  const url = new URL(queueUrl);
  return {
    // URL keeps the brackets of an IPv6 address, which the socket does not take.
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
    ...(url.pathname.length > 1 && { db: Number(url.pathname.slice(1)) }),
    ...(url.protocol === 'rediss:' && { tls: { servername: url.hostname } }),
  };
}

/**
 * What all keys of the queue begin with: `?prefix=…` of the address, else `idem`. Lets several
 * installations, or several tests, share one server without seeing each other's jobs.
 */
export function queuePrefix(queueUrl: string): string {
  return new URL(queueUrl).searchParams.get('prefix') ?? 'idem';
}

/**
 * Workers outlive an outage: they keep commands back and reconnect for as long as it takes, or until
 * `giveUp` aborts.
 */
export function workerRedis(queueUrl: string, giveUp: AbortSignal): RedisOptions {
  return {
    ...redisAddress(queueUrl),
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => (giveUp.aborted ? null : reconnectDelay(attempt)),
  };
}

/**
 * Producers fail at once when Redis is away. Their callers hold the truth in PostgreSQL and try again;
 * a queue of commands in memory would only hide the outage and be lost with the process.
 */
export function producerRedis(queueUrl: string): RedisOptions {
  return {
    ...redisAddress(queueUrl),
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    connectTimeout: 2_000,
    retryStrategy: reconnectDelay,
  };
}

/** In ms: quickly back after a restart, no storm during an outage. */
function reconnectDelay(attempt: number): number {
  return Math.min(100 * 2 ** Math.min(attempt, 4), 1_000);
}

/**
 * BullMQ's tables live in a schema of their own, named by the prefix. BullMQ creates or upgrades them
 * on connecting, behind an advisory lock.
 */
export function postgresConnection(queueUrl: string) {
  const url = new URL(queueUrl);
  url.searchParams.delete('prefix');
  const schema = `bullmq_${queuePrefix(queueUrl).replaceAll('-', '_')}`;
  return { connectionString: url.href, schema, max: 4, migrate: true };
}
