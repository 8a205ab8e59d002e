import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@idem/platform/clock/clock';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { writeOutbox } from '@idem/platform/outbox/write-outbox';
import { systemRandom } from '@idem/platform/random/random';
import { dumpDatabase } from '@idem/platform/testing/dump-database';
import { freshQueueUrl } from '@idem/platform/testing/fresh-queue';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import Stripe from 'stripe';
import type { Deps } from '../deps.js';
import { givenEndpoint } from '../testing/given.js';
import { givenVerified } from '../testing/given-verified.js';
import { type Receiver, startReceiver } from '../testing/receiver.js';
import { createWorld, type World } from '../testing/world.js';

jest.setTimeout(400_000);

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const SESSIONS = 12;
/** Objects of each, so that deleting them takes a while. */
const FRAMES = 40;
const KILLS = 3;

const masterKey = systemRandom.bytes(32);
let world: World;
let deps: Deps;
let receiver: Receiver;
let aggregator: ChildProcess | null = null;
let queueUrl: string;
let said = '';
beforeEach(async () => {
  world = await createWorld();
  const keys = new MasterKeyRing({ current: masterKey, previous: [] });
  deps = { ...world.deps, keys, clock: systemClock };
  receiver = await startReceiver();
  queueUrl = freshQueueUrl();
});
afterEach(async () => {
  await kill();
  await receiver.stop();
  await world.end();
});

/** The aggregator as it runs in production: a process of its own. */
function start(): void {
  aggregator = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: world.databaseUrl,
      REDIS_URL: queueUrl,
      OBJECT_STORE_DIR: world.directory,
      IDEM_MASTER_KEY: Buffer.from(masterKey).toString('base64'),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [aggregator.stdout!, aggregator.stderr!]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
}

async function kill(): Promise<void> {
  const child = aggregator;
  aggregator = null;
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function until(condition: () => Promise<boolean>, ms: number): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > deadline)
      throw new Error(`not within ${ms} ms: ${condition}\n${said.slice(-2_000)}`);
    await sleep(5);
  }
}

const count = (where: object) => deps.db.verificationSession.count({ where });
/** Key gone, and not done. */
const begun = () => count({ redaction: 'processing', dataKey: null });
const done = () => count({ redaction: 'redacted' });
const objects = async () =>
  (await readdir(world.directory, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );

test('killed in the middle again and again, every redaction comes to its end, and is told of once', async () => {
  const heardAll = await givenEndpoint(deps, { url: 'http://127.0.0.1:9/' });
  const named = await givenEndpoint(deps, {
    url: receiver.url,
    enabledEvents: ['identity.verification_session.redacted'],
  });
  const ids: string[] = [];
  for (let n = 0; n < SESSIONS; n += 1) {
    ids.push(await givenVerified(deps, { endpointId: heardAll.id, frames: FRAMES }));
  }
  expect(await objects()).toHaveLength(SESSIONS * (FRAMES + 1));
  await deps.db.outboxRow.deleteMany();
  await deps.db.$transaction(async (tx) => {
    await tx.verificationSession.updateMany({
      data: { redaction: 'processing', redactionRequestedAt: deps.clock.now() },
    });
    await writeOutbox(
      tx,
      ids.map((id) => ({ job: 'session.redact' as const, payload: { session_id: id } })),
    );
  });

  let kills = 0;
  let caught = 0;
  while (kills < KILLS && (await done()) < SESSIONS) {
    start();
    const [before, doneBefore] = [await begun(), await done()];
    // One of them has got further than it was.
    await until(async () => (await begun()) > before || (await done()) > doneBefore, 60_000);
    await kill();
    kills += 1;
    if ((await begun()) > 0) caught += 1;
    // Whatever has no key any more shows nothing, however far its objects are gone.
    for (const session of await deps.db.verificationSession.findMany({ where: { dataKey: null } })) {
      expect(session).toMatchObject({ metadata: {}, returnUrl: null, tokenHash: null });
    }
  }
  // The first was killed with work begun, or this shows nothing.
  expect(caught).toBeGreaterThan(0);

  start();
  await until(async () => (await done()) === SESSIONS, 120_000);
  const told = { type: 'identity.verification_session.redacted' };
  await until(
    async () =>
      (await deps.db.webhookDelivery.count({ where: { endpointId: named.id, status: 'succeeded' } })) ===
      SESSIONS,
    120_000,
  );
  await kill();

  const events = await deps.db.event.findMany({ where: told });
  expect(events.map(({ sessionId }) => sessionId).sort()).toEqual([...ids].sort());
  const stripe = new Stripe('sk_test_unused');
  const heard = receiver.received.map(({ body, headers }) =>
    stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), named.secret),
  );
  expect(new Set(heard.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
  expect(await objects()).toEqual([]);
  expect(await count({ dataKey: { not: null } })).toBe(0);
  expect(await dumpDatabase(deps.db)).not.toMatch(/Erika|MUSTERMANN|4915112345678/);
});
