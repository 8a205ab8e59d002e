import { expect, test } from '@jest/globals';
import { scoreAcross, scorePairs } from './form-pairs.js';

const sample = (file: string, identity: string, template: number | null) => ({ file, identity, template });
const nearness = (p: number, q: number) => -Math.abs(p - q);

test('every pair once, told apart by names; one without a face has no score', () => {
  const samples = [
    sample('a', 'ann', 1),
    sample('b', 'ann', 3),
    sample('c', 'bob', 7),
    sample('d', 'bob', null),
  ];
  expect(scorePairs(samples, nearness)).toEqual({
    genuine: [-2],
    impostor: [-6, -4],
    genuineMissed: 1,
    impostorMissed: 2,
  });
});

test('a picture is not compared with what was made of it', () => {
  const selfies = [sample('a', 'ann', 1), sample('b', 'ann', 3)];
  const portraits = [sample('a', 'ann', 2), sample('b', 'ann', 5)];
  expect(scoreAcross(selfies, portraits, nearness).genuine).toEqual([-4, -1]);
});
