import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { repeat } from './repeat.js';

test('runs again and again, never two rounds at a time', async () => {
  let running = 0;
  let rounds = 0;
  let most = 0;
  const repetition = repeat(async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(5);
    running -= 1;
    rounds += 1;
  }, 1);
  while (rounds < 5) await sleep(2);
  await repetition.stop();
  expect(most).toBe(1);
  const before = rounds;
  await sleep(30);
  expect(rounds).toBe(before);
});

test('stop waits for the round that is running, not for the pause', async () => {
  let ended = false;
  const repetition = repeat(async () => {
    await sleep(50);
    ended = true;
  }, 60_000);
  const startedAt = performance.now();
  await repetition.stop();
  expect(ended).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
