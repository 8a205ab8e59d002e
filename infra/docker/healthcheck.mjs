// Tells Docker whether this container does its work: exit code 0 or 1, with the reason on stderr.
//   node infra/docker/healthcheck.mjs http    the gateway answers
//   node infra/docker/healthcheck.mjs queue   a worker of this container takes jobs
import { Redis } from 'ioredis';

/**
 * A BullMQ worker asks for work at least every 5 s (its default `drainDelay`), and every lock of a job
 * it holds is renewed at half of its 30 s. A connection silent for longer belongs to a blocked process.
 */
const LONGEST_SILENCE_S = 30;

const checks = {
  async http() {
    const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/health`);
    if (!answer.ok) throw new Error(`the gateway answered ${answer.status}`);
  },

  /** Redis lists its clients with their idle times; those with this container's address are ours. */
  async queue() {
    const redis = new Redis(process.env.REDIS_URL, { retryStrategy: null, lazyConnect: true });
    redis.on('error', () => {});
    try {
      await redis.connect();
      const me = fields(await redis.call('CLIENT', 'INFO'));
      const clients = String(await redis.call('CLIENT', 'LIST'))
        .trim()
        .split('\n')
        .map(fields)
        .filter((client) => client.id !== me.id && host(client.addr) === host(me.addr));
      const awake = clients.filter((client) => Number(client.idle) <= LONGEST_SILENCE_S);
      if (awake.length === 0) throw new Error(`none of ${clients.length} connections asked for work lately`);
    } finally {
      redis.disconnect();
    }
  },
};

/** `id=7 addr=10.0.0.2:4 idle=0 …` as an object. */
function fields(line) {
  return Object.fromEntries(
    String(line)
      .trim()
      .split(' ')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}

function host(address) {
  return address.slice(0, address.lastIndexOf(':'));
}

try {
  const check = checks[process.argv[2]];
  if (!check) throw new Error(`usage: healthcheck.mjs ${Object.keys(checks).join(' | ')}`);
  await check();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
