import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fingerprintOf, likeness, SAME_SIDE } from './fingerprint.js';
import type { Luma } from './luma.js';

const GUIDE = { left: 20, top: 20, width: 240, height: 160 };

/** Blocks of grey that follow from the seed: a side of a document, seen from afar. */
function side(seed: number, { dx = 0, light = 1 } = {}): Luma {
  const data = new Uint8Array(280 * 200);
  for (let y = 0; y < 200; y++) {
    for (let x = 0; x < 280; x++) {
      const block = Math.floor((x - dx) / 40) * 7919 + Math.floor(y / 40) * 104_729 + seed * 1_299_709;
      const mixed = Math.imul(block ^ (block >>> 15), 0x2c1b3c6d);
      data[y * 280 + x] = Math.min(255, (60 + (((mixed ^ (mixed >>> 12)) >>> 0) % 97) * 1.4) * light);
    }
  }
  return { width: 280, height: 200, data };
}
const print = (luma: Luma) => fingerprintOf(luma, GUIDE);

test('a side is known again in other light and a little moved', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.double({ min: 0.6, max: 1.2, noNaN: true }),
      (seed, light) => {
        expect(likeness(print(side(seed)), print(side(seed, { light, dx: 3 })))).toBeGreaterThan(SAME_SIDE);
      },
    ),
  );
});

test('another side is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 51, max: 99 }), (one, other) => {
      expect(likeness(print(side(one)), print(side(other)))).toBeLessThan(SAME_SIDE);
    }),
  );
});

test('an empty picture is like nothing', () => {
  const blank = { width: 280, height: 200, data: new Uint8Array(280 * 200).fill(90) };
  expect(likeness(print(blank), print(blank))).toBe(0);
});
