import { seededRandom } from '@idem/testing';
import { anotherPhotograph } from '@idem/testing/attacks/another-photograph';
import { worn } from '@idem/testing/attacks/photographed';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { decodeImage } from '@idem/vision/image/decode';
import { expect, test } from '@jest/globals';
import { lookAtPerson } from './look-at-person.js';

test('a pattern in the hair is no second face', async () => {
  const models = await openRepositoryModels();
  for (const [seed, level] of [
    [88_003, 'clean'],
    [88_005, 'moderate'],
  ] as const) {
    const random = seededRandom(seed);
    const picture = await worn({ level, random }, await anotherPhotograph('gina', random));
    const { faces } = await lookAtPerson(models, await decodeImage(picture, { maxSide: 2048 }));
    expect(faces).toHaveLength(1);
  }
}, 60_000);
