import { expect, test } from '@jest/globals';
import type { ComparedField } from './compare.js';
import { pictureResult } from './picture-result.fixture.js';
import { summarise } from './summarise.js';

const field = (right: boolean, vouchedBy: ComparedField['vouchedBy']): ComparedField => ({
  text: 'A',
  expected: right ? 'A' : 'B',
  right,
  confidence: 0.5,
  vouchedBy,
});

test('counts a picture that could not be opened as one that was not read', () => {
  const lost = pictureResult({ unmeasured: 'gone', exact: false, valid: false, ms: null });
  const { exact, unmeasured, stages } = summarise([pictureResult({}), lost]);
  expect(exact).toMatchObject({ hits: 1, trials: 2, share: 0.5 });
  expect(unmeasured).toBe(1);
  expect(stages['full check']?.cpu).toEqual({ median: 50, p90: 50 });
});

test('parts come before the models within them, and what lies between parts is told', () => {
  const { stages } = summarise([pictureResult({})]);
  expect(Object.keys(stages)).toEqual([
    'full check',
    'MRZ path',
    'mrz',
    'mrz / reader',
    'text',
    'evaluate',
    'between parts',
  ]);
  expect(stages['between parts']?.wall).toEqual({ median: 6, p90: 6 });
});

test('turned pictures are counted by angle, and one that was not read at all counts as not exact', () => {
  const turned = (exact: boolean, valid: boolean, ...verifiedButWrong: string[]) => {
    return { lines: [], exact, valid, verifiedButWrong };
  };
  const { rotated } = summarise([
    pictureResult({ rotated: { 0: turned(true, true), 90: turned(false, true, 'names', 'sex') } }),
    pictureResult({ unmeasured: 'gone', exact: false, ms: null }),
  ]);
  expect(rotated['0']).toMatchObject({
    exact: { hits: 1, trials: 2 },
    validButWrong: 0,
    verifiedButWrong: 0,
  });
  expect(rotated['90']).toMatchObject({
    exact: { hits: 0, trials: 2 },
    validButWrong: 1,
    verifiedButWrong: 2,
  });
});

test('a wrong field counts as verified only when something vouches for it', () => {
  const { fields, validButWrong } = summarise([
    pictureResult({ exact: false, fields: { names: field(false, []) } }),
    pictureResult({ exact: false, fields: { names: field(false, ['reader']) } }),
    pictureResult({ fields: { names: field(true, ['print']) } }),
  ]);
  expect(fields).toEqual({ names: { read: 3, right: 1, verified: 2, verifiedButWrong: 1 } });
  expect(validButWrong).toBe(2);
});

test('pictures without an MRZ are no failures to read one, but a valid MRZ on them is invented', () => {
  const { exact, withoutMrz, inventedMrz } = summarise([
    pictureResult({}),
    pictureResult({ legible: false, exact: null }),
  ]);
  expect(exact).toMatchObject({ hits: 1, trials: 1 });
  expect([withoutMrz, inventedMrz]).toEqual([1, 1]);
});

test('nothing at all has no share', () => {
  expect(summarise([])).toMatchObject({ exact: null, valid: null, stages: {} });
});
