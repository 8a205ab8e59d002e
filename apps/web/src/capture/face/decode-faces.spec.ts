import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeFaces, type GridOutput } from './decode-faces.js';

const SURE = 4;
const empty = (anchors: number): GridOutput => ({
  logits: new Float32Array(anchors).fill(-9),
  values: new Float32Array(anchors * 16),
});
/** Outputs that name boxes at anchors of a grid: 0 the finer, 1 the coarser. */
function outputsOf(...boxes: { grid: 0 | 1; anchor: number; logit?: number; box: number[] }[]): GridOutput[] {
  const outputs = [empty(512), empty(384)];
  for (const { grid, anchor, logit = SURE, box } of boxes) {
    outputs[grid]!.logits[anchor] = logit;
    outputs[grid]!.values.set(box, anchor * 16);
  }
  return outputs;
}

test('an anchor lies in the middle of its cell, row by row', () => {
  // Two anchors a cell of 8 pixels: the 35th is the second one of the second cell in the second row.
  expect(decodeFaces(outputsOf({ grid: 0, anchor: 35, box: [1, -2, 30, 40] }))).toMatchObject([
    { x: 13, y: 10, width: 30, height: 40 },
  ]);
  // Six anchors a cell of 16 pixels: the last one lies in the lower right cell.
  expect(decodeFaces(outputsOf({ grid: 1, anchor: 383, box: [0, 0, 50, 60] }))).toMatchObject([
    { x: 120, y: 120, width: 50, height: 60 },
  ]);
});

test('nothing seen is no face', () => {
  expect(decodeFaces(outputsOf())).toEqual([]);
  expect(decodeFaces(outputsOf({ grid: 0, anchor: 3, logit: 0, box: [0, 0, 40, 40] }))).toEqual([]);
});

test('boxes of one face are one, the surest; a neighbour is another', () => {
  const faces = decodeFaces(
    outputsOf(
      { grid: 0, anchor: 272, logit: 2, box: [0, 0, 40, 40] },
      { grid: 0, anchor: 274, logit: 5, box: [0, 0, 40, 40] },
      { grid: 1, anchor: 0, logit: 3, box: [10, 10, 30, 30] },
    ),
  );
  expect(faces.map(({ width }) => width)).toEqual([40, 30]);
  expect(faces[0]!.score).toBeCloseTo(1 / (1 + Math.exp(-5)));
});

test('whatever the network says, faces come best first and lie apart', () => {
  const box = fc.record({
    grid: fc.constantFrom(0 as const, 1 as const),
    anchor: fc.nat(383),
    logit: fc.float({ min: -5, max: 9, noNaN: true }),
    box: fc.tuple(fc.nat(20), fc.nat(20), fc.integer({ min: 5, max: 90 }), fc.integer({ min: 5, max: 90 })),
  });
  fc.assert(
    fc.property(fc.array(box, { maxLength: 12 }), (boxes) => {
      const faces = decodeFaces(outputsOf(...boxes));
      const scores = faces.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      for (const face of faces) {
        const twins = faces.filter((other) => Math.hypot(other.x - face.x, other.y - face.y) < 0.5);
        const alike = twins.filter(({ width, height }) => width === face.width && height === face.height);
        expect(alike).toHaveLength(1);
      }
    }),
  );
});
