import { selfie } from '@idem/testing/faces/face-picture';
import { type Attempt, drawNonce } from '@idem/testing/faces/sequences/attempt';
import { genuineAttempt } from '@idem/testing/faces/sequences/genuine-attempt';
import type { HeadModel } from '@idem/testing/faces/sequences/head-model';
import { loadHead } from '@idem/testing/faces/sequences/load-head';
import { PRESENTATION_ATTACKS } from '@idem/testing/faces/sequences/presentation-attacks';
import { seededRandom } from '@idem/testing/random';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import type { Models } from '@idem/vision/runtime/models';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { judge } from '../judge.js';
import { challengeCheck } from './index.js';

jest.setTimeout(180_000);

let models: Models;
let head: HeadModel;
let other: HeadModel;
beforeAll(async () => {
  models = await openRepositoryModels();
  head = await loadHead(models, await selfie('elsa'));
  other = await loadHead(models, await selfie('gina'));
}, 60_000);

async function judged({ challenge, frames }: Attempt) {
  const input = {
    images: { face: await selfie('elsa') },
    challenge,
    challengeFrames: frames,
    options: {},
    livemode: false,
    submittedAt: new Date(0),
  };
  const { verdict, measurement } = await judge(challengeCheck, { models }, input);
  expect(JSON.parse(JSON.stringify(measurement))).toEqual(measurement);
  return verdict;
}

const random = () => seededRandom(11);

test('a rendered head that does what is asked passes', async () => {
  expect(await judged(await genuineAttempt(head, drawNonce(random()), random()))).toMatchObject({
    status: 'passed',
  });
});

describe('does not pass', () => {
  // `npm run bench:selfie -- --sequences N` renders the others too, and many of each.
  test.each(['still', 'flat_print', 'mixed_people'] as const)('%s', async (kind) => {
    const attempt = await PRESENTATION_ATTACKS[kind]({ head, other }, drawNonce(random()), random());
    expect(await judged(attempt)).toMatchObject({ status: 'failed', code: 'selfie_unverified_other' });
  });
});

test('without an answer there is nothing to measure', async () => {
  const { challenge } = await genuineAttempt(head, drawNonce(random()), random());
  const input = {
    images: { face: await selfie('elsa') },
    options: {},
    livemode: false,
    submittedAt: new Date(0),
  };
  await expect(judge(challengeCheck, { models }, input)).rejects.toThrow(/answer/);
  await expect(
    judge(challengeCheck, { models }, { ...input, challenge, challengeFrames: [] }),
  ).rejects.toThrow(/lacks/);
});
