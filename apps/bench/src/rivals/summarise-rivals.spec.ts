import { expect, test } from '@jest/globals';
import { pictureResult } from '../document/picture-result.fixture.js';
import { summariseRivals } from './summarise-rivals.js';

const RIVALS = [{ name: 'Other', given: 'a band' }];
const reading = (exact: boolean | null, valid: boolean, wall = 10) => {
  return { lines: [], exact, exactButNames: exact === null ? null : true, valid, wall, cpu: wall / 2 };
};

test('each reader is counted over the same pictures, ours first', () => {
  const [ours, other] = summariseRivals(
    [
      pictureResult({ rivals: [reading(true, true, 10)] }),
      pictureResult({ exact: false, rivals: [reading(false, true, 30)] }),
      pictureResult({ rivals: [reading(false, false, 20)] }),
    ],
    RIVALS,
  );
  expect(ours).toMatchObject({ name: 'Idem', exact: { hits: 2, trials: 3 }, validButWrong: 1 });
  expect(other).toMatchObject({ name: 'Other', exact: { hits: 1, trials: 3 }, valid: 2, validButWrong: 1 });
  expect(other?.exactButNames).toMatchObject({ hits: 3, trials: 3 });
  expect([other?.wall, other?.cpu]).toEqual([20, 10]);
});

test('a picture that could not be opened is unread by all and times none', () => {
  const lost = pictureResult({ unmeasured: 'gone', exact: false, valid: false, ms: null });
  for (const reader of summariseRivals([lost], RIVALS))
    expect(reader).toMatchObject({ exact: { hits: 0, trials: 1 }, valid: 0, wall: null });
});

test('a valid zone on a picture without one is invented, and no share is made of it', () => {
  const blank = pictureResult({ legible: false, exact: null, valid: false, rivals: [reading(null, true)] });
  const [ours, other] = summariseRivals([blank], RIVALS);
  expect([ours?.inventedMrz, other?.inventedMrz]).toEqual([0, 1]);
  expect(other?.exact).toBeNull();
});

test('CPU is told only where it is known of every picture', () => {
  const unknown = { ...reading(true, true), cpu: null };
  const [, other] = summariseRivals(
    [pictureResult({ rivals: [reading(true, true)] }), pictureResult({ rivals: [unknown] })],
    RIVALS,
  );
  expect(other).toMatchObject({ cpu: null, wall: 10 });
});
