import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PresentationMeasurement } from './examine-presentation.js';
import { GOOD_PRESENTATION } from './presentation.fixture.js';
import { presentationScore } from './score-presentation.js';

const measurement: fc.Arbitrary<PresentationMeasurement> = fc.record({
  width: fc.integer({ min: 60, max: 900 }),
  signals: fc.record({
    blackLevel: fc.double({ min: 0, max: 160, noNaN: true }),
    headBlack: fc.double({ min: 0, max: 120, noNaN: true }),
    sharpness: fc.double({ min: 0.5, max: 4, noNaN: true }),
    distinctColours: fc.double({ min: 0, max: 40, noNaN: true }),
    midLowSlope: fc.constant(null),
    moirePeak: fc.option(fc.double({ min: 0.6, max: 3, noNaN: true })),
    pixelGrid: fc.option(fc.double({ min: 0.3, max: 8, noNaN: true })),
  }),
  passive: fc.option(
    fc.record({ model: fc.constant('m'), live: fc.double({ min: 0, max: 1, noNaN: true }) }),
  ),
});
const more = fc.record({
  blackLevel: fc.double({ min: 0, max: 50, noNaN: true }),
  veil: fc.double({ min: 0, max: 50, noNaN: true }),
  softness: fc.double({ min: 0, max: 2, noNaN: true }),
  grid: fc.double({ min: 0, max: 4, noNaN: true }),
  doubt: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('the score of a print or a screen', () => {
  test('is a probability, and more evidence never lowers it', () => {
    fc.assert(
      fc.property(measurement, more, (one, by) => {
        const { signals, passive } = one;
        const worse: PresentationMeasurement = {
          ...one,
          signals: {
            ...signals,
            blackLevel: signals.blackLevel + by.blackLevel,
            headBlack: signals.headBlack + by.veil,
            sharpness: signals.sharpness - by.softness,
            pixelGrid: signals.pixelGrid === null ? null : signals.pixelGrid + by.grid,
          },
          passive: passive && { ...passive, live: passive.live * (1 - by.doubt) },
        };
        const [before, after] = [presentationScore(one).attack, presentationScore(worse).attack];
        expect(before).toBeGreaterThan(0);
        expect(after).toBeLessThan(1);
        expect(after).toBeGreaterThanOrEqual(before - 1e-12);
      }),
    );
  });

  test('what cannot be measured counts as nothing, and not as an attack', () => {
    const { signals } = GOOD_PRESENTATION;
    const blind = { ...GOOD_PRESENTATION, signals: { ...signals, moirePeak: null, pixelGrid: null } };
    expect(presentationScore(blind).attack).toBe(presentationScore(GOOD_PRESENTATION).attack);
  });

  test('a small face is never refused and never cleared', () => {
    fc.assert(
      fc.property(measurement, (one) => {
        const { refused, level } = presentationScore({ ...one, width: 189 });
        expect([refused, level]).toEqual([false, 'elevated']);
      }),
    );
  });
});
