import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeFace, USUAL_LIMITS } from './judge-face.js';

/** What a phone held upright shows. */
const FRAME = { width: 96, height: 128 };
const face = (changes: { x?: number; y?: number; width?: number; score?: number } = {}) => {
  const { width = 42, ...rest } = changes;
  return { score: 0.9, x: 48, y: 64, width, height: width, ...rest };
};
const judge = (...faces: ReturnType<typeof face>[]) => judgeFace(faces, FRAME, USUAL_LIMITS);

test.each([
  ['nobody', [], 'face'],
  ['one person in the middle', [face()], 'hold'],
  ['a second person beside them', [face(), face({ x: 80, width: 30 })], 'alone'],
  ['somebody far behind them', [face(), face({ x: 80, width: 14 })], 'hold'],
  ['somebody far away', [face({ width: 22 })], 'closer'],
  ['somebody so near that the picture holds no more', [face({ width: 80 })], 'back'],
  ['a face at the side', [face({ x: 22 })], 'center'],
  ['a face whose chin is at the edge', [face({ y: 88, width: 68 })], 'center'],
] as const)('%s', (_what, faces, hint) => {
  expect(judge(...faces)).toBe(hint);
});

test('the order in which faces were found says nothing', () => {
  expect(judge(face({ x: 80, width: 30 }), face())).toBe('alone');
});

test('a picture is only taken of one face, whole and inside the frame', () => {
  const anyFace = fc.record({
    score: fc.constant(0.9),
    x: fc.integer({ min: -20, max: 120 }),
    y: fc.integer({ min: -20, max: 150 }),
    width: fc.integer({ min: 4, max: 140 }),
    height: fc.integer({ min: 4, max: 140 }),
  });
  fc.assert(
    fc.property(fc.array(anyFace, { maxLength: 3 }), (faces) => {
      if (judgeFace(faces, FRAME, USUAL_LIMITS) !== 'hold') return;
      const [largest] = [...faces].sort((a, b) => b.width - a.width);
      expect(largest!.x - largest!.width / 2).toBeGreaterThan(0);
      expect(largest!.x + largest!.width / 2).toBeLessThan(FRAME.width);
      expect(largest!.y - largest!.height / 2).toBeGreaterThan(0);
      expect(largest!.y + largest!.height / 2).toBeLessThan(FRAME.height);
    }),
  );
});
