import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contrastRatio } from './contrast.js';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#1a4fd6', '#FFFFFF', 6.68],
  ['#123456', '#123456', 1],
])('%s on %s', (a, b, ratio) => expect(contrastRatio(a, b)).toBeCloseTo(ratio, 1));

test('neither order nor case changes it, and black or white can be read on every colour', () => {
  fc.assert(
    fc.property(color, color, (a, b) => {
      expect(contrastRatio(a, b)).toBe(contrastRatio(b.toUpperCase(), a));
      expect(Math.max(contrastRatio(a, '#000000'), contrastRatio(a, '#ffffff'))).toBeGreaterThan(4.5);
    }),
  );
});
