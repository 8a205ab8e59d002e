import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@idem/platform/clock/clock';
import { relayOutbox } from '@idem/platform/outbox/relay-outbox';
import { writeOutbox } from '@idem/platform/outbox/write-outbox';
import { createProducer } from '@idem/platform/queue/create-producer';
import { freshQueueUrl } from '@idem/platform/testing/fresh-queue';
import { loseQueue } from '@idem/platform/testing/lose-queue';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import Stripe from 'stripe';
import type { Deps } from './deps.js';
import { type Aggregator, startAggregator } from './start-aggregator.js';
import { FACTS } from './testing/checks.js';
import { givenEndpoint, givenEvent, givenOutcome, givenSubmission } from './testing/given.js';
import { type Receiver, startReceiver } from './testing/receiver.js';
import { startWorker } from './testing/worker.js';
import { createWorld, type World } from './testing/world.js';

jest.setTimeout(60_000);

const stripe = new Stripe('sk_test_unused');

let world: World;
let deps: Deps;
let receiver: Receiver;
let queueUrl: string;
let aggregators: Aggregator[];
/** Undone in the opposite order. */
let cleanups: (() => Promise<unknown>)[];

beforeEach(async () => {
  queueUrl = freshQueueUrl();
  world = await createWorld({ webhookTimeoutMs: 5_000 });
  const producer = createProducer(queueUrl);
  receiver = await startReceiver();
  deps = { ...world.deps, producer, clock: systemClock };
  aggregators = [];
  cleanups = [() => world.end(), () => producer.close(), () => receiver.stop()];
});
afterEach(async () => {
  for (const { stop } of aggregators) await stop();
  for (const cleanup of cleanups.reverse()) await cleanup();
});

async function start(): Promise<Aggregator> {
  const aggregator = await startAggregator(deps, { databaseUrl: world.databaseUrl, queueUrl });
  aggregators.push(aggregator);
  return aggregator;
}

/** A submission whose first check is promised in the outbox, as the gateway leaves it. */
async function submitted(): Promise<string> {
  const { sessionId, submissionId } = await givenSubmission(deps);
  await deps.db.$transaction((tx) =>
    writeOutbox(tx, [{ job: 'check.document', payload: { submission_id: submissionId } }]),
  );
  return sessionId;
}

/** Passes every document, as a worker that may be asked twice does. */
async function startPassingWorker(): Promise<void> {
  const worker = await startWorker(queueUrl, async (submissionId) => {
    const known = await deps.db.checkOutcome.count({ where: { submissionId } });
    if (known === 0) {
      await givenOutcome(deps, submissionId, { status: 'passed', check: 'document', facts: FACTS });
    }
    await deps.producer.publish('check.completed', { submission_id: submissionId }, { jobId: submissionId });
  });
  cleanups.push(() => worker.stop());
}

async function until(condition: () => boolean | Promise<boolean>, ms = 45_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${condition}`);
    await sleep(20);
  }
}

const verified = () => deps.db.verificationSession.count({ where: { status: 'verified' } });
const undelivered = () => deps.db.webhookDelivery.count({ where: { status: { not: 'succeeded' } } });

/** Every session reached its end once, and the receiver heard of every end. */
async function expectOneEndEach(sessionIds: readonly string[], secret: string): Promise<void> {
  const events = await deps.db.event.findMany();
  expect(events.map(({ sessionId }) => sessionId).sort()).toEqual([...sessionIds].sort());
  await expect(deps.db.verificationReport.count()).resolves.toBe(sessionIds.length);
  const heard = receiver.received.map(({ body, headers }) =>
    stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret),
  );
  expect(new Set(heard.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
  expect(new Set(heard.map(({ type }) => type))).toEqual(new Set(['identity.verification_session.verified']));
}

test('two aggregators bring every submission to exactly one end, and tell of it', async () => {
  const { secret } = await givenEndpoint(deps, { url: receiver.url });
  await Promise.all([start(), start(), startPassingWorker()]);
  const sessionIds: string[] = [];
  for (let n = 0; n < 20; n += 1) sessionIds.push(await submitted());
  await until(async () => (await verified()) === 20 && (await undelivered()) === 0);
  await expectOneEndEach(sessionIds, secret);
});

test('when the queue loses everything, again and again, everything still comes to one end', async () => {
  const { secret } = await givenEndpoint(deps, { url: receiver.url });
  const sessionIds: string[] = [];
  for (let n = 0; n < 10; n += 1) sessionIds.push(await submitted());
  await start();
  // Nobody works on the checks yet: all their jobs are in the queue when it is lost.
  await until(async () => (await deps.db.outboxRow.count({ where: { publishedAt: null } })) === 0);
  await loseQueue(queueUrl);
  await startPassingWorker();
  let losses = 0;
  const losing = (async () => {
    while (losses < 10) {
      await sleep(100);
      await loseQueue(queueUrl);
      losses += 1;
    }
  })();
  for (let n = 0; n < 10; n += 1) sessionIds.push(await submitted());
  await losing;
  // A first attempt that was lost falls due after its lease; the test does not wait for it.
  await until(async () => (await verified()) === 20);
  await deps.db.webhookDelivery.updateMany({
    where: { status: 'pending' },
    data: { nextAttemptAt: deps.clock.now() },
  });
  await until(async () => (await undelivered()) === 0);
  await expectOneEndEach(sessionIds, secret);
});

test('a redaction is carried out, also when the queue lost its job', async () => {
  const { secret } = await givenEndpoint(deps, {
    url: receiver.url,
    enabledEvents: ['identity.verification_session.redacted'],
  });
  const ask = async () => {
    const { sessionId } = await givenSubmission(deps);
    await deps.db.$transaction(async (tx) => {
      await tx.verificationSession.update({
        where: { id: sessionId },
        data: { status: 'verified', redaction: 'processing', redactionRequestedAt: deps.clock.now() },
      });
      await writeOutbox(tx, [{ job: 'session.redact', payload: { session_id: sessionId } }]);
    });
    return sessionId;
  };
  const redacted = (id: string) =>
    deps.db.verificationSession.count({ where: { id, redaction: 'redacted', dataKey: null } });
  const published = () => deps.db.outboxRow.count({ where: { publishedAt: null } });

  // The first job is lost before anybody works on it.
  const lost = await ask();
  await relayOutbox({ database: deps.db, producer: deps.producer, clock: deps.clock, logger: deps.log });
  expect(await published()).toBe(0);
  await loseQueue(queueUrl);
  await start();
  const kept = await ask();
  await until(async () => (await redacted(kept)) === 1, 9_000);
  await until(async () => (await redacted(lost)) === 1, 30_000);
  await until(() => receiver.received.length === 2);
  const heard = receiver.received.map(({ body, headers }) =>
    stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret),
  );
  expect(new Set(heard.map(({ type }) => type))).toEqual(new Set(['identity.verification_session.redacted']));
});

test('a check whose worker never answers ends with an error of ours after its deadline', async () => {
  const sessionId = await submitted();
  await deps.db.checkRun.updateMany({ data: { deadline: new Date(Date.now() + 500) } });
  await start();
  const status = async () =>
    (await deps.db.verificationSession.findUniqueOrThrow({ where: { id: sessionId } })).status;
  await until(async () => (await status()) === 'requires_input', 15_000);
});

/** Times from an event to its arrival at the receiver, in ms, shortest first. */
async function latencies(): Promise<number[]> {
  const arrived: number[] = [];
  receiver.answer = (response) => {
    arrived.push(Date.now());
    response.end();
  };
  const told: number[] = [];
  for (let n = 0; n < 50; n += 1) {
    told.push(Date.now());
    await givenEvent(deps);
  }
  await until(() => arrived.length === 50, 30_000);
  return arrived.map((at, n) => at - told[n]!).sort((a, b) => a - b);
}

test('an endpoint that hangs and one that is dead do not delay a third', async () => {
  const { id: quick } = await givenEndpoint(deps, { url: receiver.url });
  await start();
  await latencies();
  const alone = await latencies();

  const silent = await startReceiver();
  silent.answer = () => {};
  cleanups.push(() => silent.stop());
  const { id: hanging } = await givenEndpoint(deps, { url: silent.url });
  await givenEndpoint(deps, { url: 'http://dead.invalid/hook' });
  const beside = await latencies();
  const [median, longest] = [beside[25]!, beside[49]!];
  process.stdout.write(
    `50 events, median and longest ms to the quick endpoint: alone ${alone[25]} ${alone[49]}, beside a hanging and a dead one ${median} ${longest}\n`,
  );
  // Half the five seconds after which a hanging attempt is given up. Were attempts made in the slots of the queue, the
  // longest would be four.
  expect(longest).toBeLessThan(2_500);
  const ofHanging = { delivery: { endpointId: hanging } };
  await expect(
    deps.db.webhookAttempt.count({ where: { ...ofHanging, statusCode: { not: null } } }),
  ).resolves.toBe(0);
  await expect(
    deps.db.webhookDelivery.count({ where: { endpointId: hanging, status: 'pending' } }),
  ).resolves.toBe(50);
  await expect(
    deps.db.webhookDelivery.count({ where: { endpointId: quick, status: 'succeeded' } }),
  ).resolves.toBeGreaterThanOrEqual(149);
});

test('stop lets the delivery that is under way finish, and begins nothing afterwards', async () => {
  receiver.answer = (response) => {
    setTimeout(() => response.end(), 500);
  };
  await givenEndpoint(deps, { url: receiver.url });
  const aggregator = await start();
  await givenEvent(deps);
  await until(() => receiver.received.length === 1);
  await aggregator.stop();
  aggregators = [];
  await expect(deps.db.webhookAttempt.findMany()).resolves.toMatchObject([{ statusCode: 200 }]);
  await givenEvent(deps);
  await sleep(300);
  expect(receiver.received).toHaveLength(1);
});
