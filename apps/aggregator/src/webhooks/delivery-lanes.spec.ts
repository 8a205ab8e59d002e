import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { DeliveryLanes } from './delivery-lanes.js';

function watched() {
  const errors: unknown[] = [];
  return { errors, lanes: new DeliveryLanes((error) => void errors.push(error)) };
}

/** An attempt that ends when told. */
function held() {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const attempt = {
    began: 0,
    end,
    run: () => {
      attempt.began += 1;
      return ended;
    },
  };
  return attempt;
}

test('a full lane holds up its own endpoint and no other', async () => {
  const { lanes } = watched();
  const slow = Array.from({ length: 50 }, held);
  for (const [n, { run }] of slow.entries()) lanes.add('we_slow', `whd_${n}:1`, run);
  expect(slow.filter(({ began }) => began === 1)).toHaveLength(8);
  const quick = held();
  lanes.add('we_quick', 'whd_q:1', quick.run);
  expect(quick.began).toBe(1);
  slow[0]!.end();
  await sleep(1);
  expect(slow.filter(({ began }) => began === 1)).toHaveLength(9);
  for (const { end } of [...slow, quick]) end();
  await sleep(1);
  expect(slow.every(({ began }) => began === 1)).toBe(true);
  await lanes.stop();
});

test('what waits already is not added again', async () => {
  const { lanes } = watched();
  const slow = Array.from({ length: 8 }, held);
  for (const [n, { run }] of slow.entries()) lanes.add('we_1', `whd_${n}:1`, run);
  const again = held();
  for (let n = 0; n < 3; n += 1) lanes.add('we_1', 'whd_again:1', again.run);
  for (const { end } of [...slow, again]) end();
  await sleep(1);
  expect(again.began).toBe(1);
  await lanes.stop();
});

test('an attempt that throws is told of, and its place is free again', async () => {
  const { lanes, errors } = watched();
  for (let n = 0; n < 20; n += 1) {
    lanes.add('we_1', `whd_${n}:1`, async () => {
      throw new Error(`attempt ${n}`);
    });
  }
  await sleep(5);
  expect(errors).toHaveLength(20);
  await lanes.stop();
});

test('stop waits for what runs and begins nothing of what waits', async () => {
  const { lanes } = watched();
  const attempts = Array.from({ length: 10 }, held);
  for (const [n, { run }] of attempts.entries()) lanes.add('we_1', `whd_${n}:1`, run);
  let stopped = false;
  const stopping = lanes.stop().then(() => {
    stopped = true;
  });
  await sleep(5);
  expect(stopped).toBe(false);
  for (const { end } of attempts) end();
  await stopping;
  expect(attempts.map(({ began }) => began)).toEqual([...Array(8).fill(1), 0, 0]);
});
