import type { Models } from '@idem/vision/runtime/models';
import { expect, test } from '@jest/globals';
import { mrzPathOf, outermost, timeStages } from './time-stages.js';

const MODELS: Models = {
  has: () => true,
  describe: () => {
    throw new Error('not asked for');
  },
  run: async () => ({}),
};

test('a model is told within the part that ran it, and parts that come again are added up', async () => {
  const { deps, take } = timeStages(MODELS);
  await deps.runStage!('text', async () => {
    await deps.models.run('det', {});
    await deps.models.run('rec', {});
    await deps.models.run('rec', {});
  });
  await deps.runStage!('mrz', () => deps.models.run('det', {}));
  await deps.runStage!('mrz', () => 7);
  const stages = take();
  expect(Object.fromEntries(Object.entries(stages).map(([name, { runs }]) => [name, runs]))).toEqual({
    text: 1,
    'text / det': 1,
    'text / rec': 2,
    mrz: 2,
    'mrz / det': 1,
  });
  expect(stages.text!.wall).toBeGreaterThanOrEqual(stages['text / rec']!.wall);
  expect(outermost(stages)).toHaveLength(2);
  expect(take()).toEqual({});
});

test('the path to the MRZ leaves out what else is measured', () => {
  const time = (wall: number) => ({ wall, cpu: wall / 2, runs: 1 });
  const stages = { decode: time(1), outline: time(2), mrz: time(4), 'mrz / det': time(3), text: time(100) };
  expect(mrzPathOf(stages)).toEqual({ wall: 7, cpu: 3.5 });
});

test('what a part throws goes on, and the part is over', async () => {
  const { deps } = timeStages(MODELS);
  const failing = deps.runStage!('mrz', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
});
