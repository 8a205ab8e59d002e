import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '../clock/clock.js';
import { createLogger } from '../log/logger.js';
import { type JobProducer, QueueUnavailableError } from '../queue/create-producer.js';
import { createFreshDatabase, type FreshDatabase } from '../testing/fresh-database.js';
import { startTcpProxy } from '../testing/tcp-proxy.js';
import { OutboxRelay, type OutboxRelayDeps } from './outbox-relay.js';
import { BATCH_SIZE, pruneOutbox, relayOutbox } from './relay-outbox.js';
import { type OutboxEntry, writeOutbox } from './write-outbox.js';

let fresh: FreshDatabase;
let deps: OutboxRelayDeps;
let published: string[];
let queueIsAway = false;

/** Takes note of what is published; the queue's own spec proves that jobs arrive. */
const producer: JobProducer = {
  async publish(name, payload) {
    if (queueIsAway) throw new QueueUnavailableError('queue:6379', new Error('away'));
    published.push(`${name} ${Object.values(payload)[0]}`);
  },
  check: async () => {},
  close: async () => {},
};

beforeAll(async () => {
  fresh = await createFreshDatabase();
  deps = {
    database: fresh.database,
    databaseUrl: fresh.url,
    producer,
    clock: systemClock,
    logger: createLogger({ name: 'test', level: 'silent' }),
  };
}, 60_000);
afterAll(() => fresh?.drop());
beforeEach(() => {
  published = [];
  queueIsAway = false;
});
afterEach(() => fresh.database.outboxRow.deleteMany());

const completed = (id: string): OutboxEntry => ({ job: 'check.completed', payload: { submission_id: id } });
const write = (...ids: string[]) => fresh.database.$transaction((tx) => writeOutbox(tx, ids.map(completed)));
const waiting = () => fresh.database.outboxRow.count({ where: { publishedAt: null } });
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `s${from + i}`);

async function until(condition: () => boolean, ms: number): Promise<number> {
  const started = Date.now();
  while (!condition()) {
    if (Date.now() - started > ms)
      throw new Error(`not within ${ms} ms: ${condition}; published: ${published}`);
    await sleep(5);
  }
  return Date.now() - started;
}

describe('writeOutbox', () => {
  test('promises nothing when the transaction fails', async () => {
    const failing = fresh.database.$transaction(async (tx) => {
      await writeOutbox(tx, [completed('a')]);
      throw new Error('after all not');
    });
    await expect(failing).rejects.toThrow('after all not');
    expect(await waiting()).toBe(0);
  });

  test('refuses a payload that the catalogue does not know, and with it the transaction', async () => {
    const bad = { job: 'check.completed', payload: { name: 'Erika' } } as unknown as OutboxEntry;
    await expect(
      fresh.database.$transaction(async (tx) => {
        await tx.account.create({ data: { id: 'acct_refused' } });
        await writeOutbox(tx, [bad]);
      }),
    ).rejects.toThrow(/submission_id/);
    expect(await fresh.database.account.count({ where: { id: 'acct_refused' } })).toBe(0);
  });
});

describe('relayOutbox', () => {
  test('publishes once, in the order of writing', async () => {
    await write('a', 'b');
    await write('c');
    expect(await relayOutbox(deps)).toBe(3);
    expect(await relayOutbox(deps)).toBe(0);
    expect(published).toEqual(['check.completed a', 'check.completed b', 'check.completed c']);
    expect(await waiting()).toBe(0);
  });

  test('names the work, so that the queue knows it again when somebody else publishes it', async () => {
    const jobIds: unknown[] = [];
    const naming: JobProducer = {
      ...producer,
      publish: async (_, __, options) => void jobIds.push(options?.jobId),
    };
    await write('s1');
    await fresh.database.$transaction((tx) =>
      writeOutbox(tx, [{ job: 'webhook.deliver', payload: { delivery_id: 'd1', attempt: 1 } }]),
    );
    await relayOutbox({ ...deps, producer: naming });
    expect(jobIds).toEqual(['s1', 'd1']);
  });

  test('takes a batch at a time', async () => {
    await write(...names(0, BATCH_SIZE + 1));
    expect(await relayOutbox(deps)).toBe(BATCH_SIZE);
    expect(await relayOutbox(deps)).toBe(1);
    expect(published).toEqual(names(0, BATCH_SIZE + 1).map((name) => `check.completed ${name}`));
  });

  test('two side by side publish everything exactly once', async () => {
    await write(...names(0, 3 * BATCH_SIZE));
    const drain = async () => {
      while ((await relayOutbox(deps)) > 0);
    };
    await Promise.all([drain(), drain(), drain()]);
    expect([...published].sort()).toEqual(
      names(0, 3 * BATCH_SIZE)
        .map((name) => `check.completed ${name}`)
        .sort(),
    );
  });

  test('keeps what the queue did not take, and only that', async () => {
    await write('a', 'b', 'c');
    let left = 2;
    const flaky: JobProducer = {
      ...producer,
      publish: async (...args) => {
        if (left-- === 0) queueIsAway = true;
        await producer.publish(...args);
      },
    };
    await expect(relayOutbox({ ...deps, producer: flaky })).rejects.toThrow(QueueUnavailableError);
    expect(await waiting()).toBe(1);
    queueIsAway = false;
    await relayOutbox(deps);
    expect(published).toEqual(['check.completed a', 'check.completed b', 'check.completed c']);
  });

  test('a row nobody understands does not hold up the others', async () => {
    await fresh.database.outboxRow.createMany({
      data: [
        { job: 'no.such.job', payload: {} },
        { job: 'check.completed', payload: { submission_id: 5 } },
      ],
    });
    await write('a');
    expect(await relayOutbox(deps)).toBe(3);
    expect(published).toEqual(['check.completed a']);
    expect(await waiting()).toBe(0);
  });

  test('pruning forgets what was published before, and nothing unpublished', async () => {
    await write('a');
    await relayOutbox(deps);
    await write('b');
    expect(await pruneOutbox(deps, { publishedBefore: new Date(Date.now() - 60_000) })).toBe(0);
    expect(await pruneOutbox(deps, { publishedBefore: new Date(Date.now() + 60_000) })).toBe(1);
    expect(await waiting()).toBe(1);
  });
});

describe('OutboxRelay', () => {
  let relay: OutboxRelay | undefined;
  afterEach(async () => {
    await relay?.stop();
    relay = undefined;
  });
  const run = (overrides: Partial<OutboxRelayDeps> = {}) => {
    relay = new OutboxRelay({ ...deps, ...overrides });
    relay.start();
  };

  test('publishes what was written before it started, and what is written later without waiting for the poll', async () => {
    await write('early');
    run();
    await until(() => published.length === 1, 5_000);
    const latencies: number[] = [];
    for (let i = 0; i < 5; i++) {
      await sleep(50);
      await write(`late${i}`);
      latencies.push(await until(() => published.length === 2 + i, 5_000));
    }
    latencies.sort((a, b) => a - b);
    // The median of a poll every 1,000 ms would be 500 ms.
    expect(latencies[2]).toBeLessThan(300);
  }, 20_000);

  test('outlives an outage of the queue', async () => {
    run();
    queueIsAway = true;
    await write('a');
    await sleep(300);
    expect(published).toEqual([]);
    queueIsAway = false;
    await until(() => published.length === 1, 5_000);
  }, 20_000);

  test('listens again after its connection broke', async () => {
    const direct = new URL(fresh.url);
    const proxy = await startTcpProxy(direct.hostname, Number(direct.port || 5432));
    try {
      const through = new URL(fresh.url);
      through.hostname = '127.0.0.1';
      through.port = String(proxy.port);
      run({ databaseUrl: through.href });
      await write('a');
      await until(() => published.length === 1, 5_000);
      proxy.cut();
      await sleep(100);
      proxy.restore();
      await sleep(1_500);
      await write('b');
      expect(await until(() => published.length === 2, 5_000)).toBeLessThan(500);
    } finally {
      await relay?.stop();
      relay = undefined;
      await proxy.close();
    }
  }, 20_000);

  test('stops, and starts again', async () => {
    run();
    await relay?.stop();
    await write('a');
    await sleep(1_200);
    expect(published).toEqual([]);
    relay?.start();
    await until(() => published.length === 1, 5_000);
  }, 20_000);

  test('does not run twice at the same time', () => {
    run();
    expect(() => relay?.start()).toThrow(/already running/);
  });
});
