import { setTimeout as sleep } from 'node:timers/promises';
import type { Pictures } from '@idem/stack/verification/person-device';
import { specimenPictures } from '@idem/stack/verification/specimens';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { flushRedis } from './flush-redis.js';
import { START_MS, type StackUnderTest, startStackUnderTest, VERIFICATION_MS } from './stack-under-test.js';

let idem: StackUnderTest;
let pictures: Pictures;
beforeAll(async () => {
  idem = await startStackUnderTest(process.env);
  pictures = await specimenPictures({ holder: 'vera', selfie: 'vera' });
  // A first verification, so that the ones below meet workers with their models loaded.
  await idem.verify(pictures);
}, START_MS + VERIFICATION_MS);
afterAll(() => idem?.stop(), START_MS);

const ONCE = [
  'identity.verification_session.created',
  'identity.verification_session.processing',
  'identity.verification_session.verified',
];

describe('a verification settles, once, although in the middle of it', () => {
  test.each(['document-worker', 'face-worker', 'liveness-worker', 'aggregator'] as const)(
    'the %s is killed',
    async (name) => {
      const app = idem.stack.processes[name];
      const restarts = app.restarts;
      const { id, submit } = await idem.prepare(pictures);
      await submit();
      await sleep(150);
      process.kill(app.pid ?? 0, 'SIGKILL');
      expect(await idem.settled(id)).toMatchObject({ status: 'verified', last_error: null });
      expect(await idem.history(id)).toEqual(ONCE);
      expect(app.restarts).toBe(restarts + 1);
    },
    VERIFICATION_MS,
  );

  test(
    'Redis loses everything',
    async () => {
      const { id, submit } = await idem.prepare(pictures);
      await submit();
      const { url } = idem.stack.services.queue;
      if (url.startsWith('redis')) await flushRedis(url);
      expect(await idem.settled(id)).toMatchObject({ status: 'verified', last_error: null });
      expect(await idem.history(id)).toEqual(ONCE);
    },
    VERIFICATION_MS,
  );
});

test('every webhook was delivered with one event for one happening', () => {
  const ids = idem.receiver.deliveries.map(({ event }) => event.id);
  expect(idem.receiver.rejected).toBe(0);
  // A delivery may be repeated when its sender dies before noting the answer; its event stays the same.
  const happenings = new Map(
    idem.receiver.deliveries.map(({ event }) => [
      event.id,
      `${event.type} ${(event.data.object as { id: string }).id}`,
    ]),
  );
  expect(new Set(happenings.values()).size).toBe(new Set(ids).size);
});
