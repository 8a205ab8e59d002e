import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Point, Quad } from '../../image/rgb-image.js';
import { growSide, type SupportOf } from './grow-side.js';

const CARD: Quad = [
  [100, 100],
  [528, 100],
  [528, 370],
  [100, 370],
];
const at = (a: Point, b: Point, t: number): Point => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
/** What is left of a card whose upper share has no edge of its own. */
const without = ([a, b, c, d]: Quad, share: number): Quad => [at(a, d, share), at(b, c, share), c, d];
/** One edge: supports a line whose ends lie near its ends. */
const edge =
  (from: Point, to: Point, support: number): SupportOf =>
  (a, b) =>
    Math.hypot(a[0] - from[0], a[1] - from[1]) + Math.hypot(b[0] - to[0], b[1] - to[1]) < 8 ? support : 0.2;

describe('an outline that is a part of a card', () => {
  test('grows to the edge that makes a card of it, whichever part it is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.08, max: 0.25, noNaN: true }), (share) => {
        const grown = growSide(without(CARD, share), edge(CARD[0], CARD[1], 0.9));
        expect(grown).not.toBeNull();
        for (const [i, [x, y]] of grown!.entries()) {
          expect(Math.hypot(x - CARD[i]![0], y - CARD[i]![1])).toBeLessThan(8);
        }
      }),
    );
  });

  test('stays where the edge is faint, or where edges are everywhere', () => {
    expect(growSide(without(CARD, 0.15), edge(CARD[0], CARD[1], 0.55))).toBeNull();
    expect(growSide(without(CARD, 0.15), () => 0.7)).toBeNull();
  });

  test('does not grow to what is no card', () => {
    const far: Quad = [[100, 20], [528, 20], CARD[2], CARD[3]];
    expect(growSide(without(CARD, 0.15), edge(far[0], far[1], 0.95))).toBeNull();
  });
});
