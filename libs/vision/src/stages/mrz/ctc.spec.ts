import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MRZ_ALPHABET } from './check-digit.js';
import { decodeFixedLength, decodeGreedy, logProbabilityNear } from './ctc.js';
import { MRZ_LAYOUTS } from './layouts.js';
import { posteriorsOf, td3Lines } from './mrz-lines.fixture.js';

const line = fc.string({ unit: fc.constantFrom(...MRZ_ALPHABET), minLength: 1, maxLength: 44 });

describe('CTC decoding', () => {
  test('reads back what was written, repeated characters included', () => {
    fc.assert(
      fc.property(line, (text) => {
        const posteriors = posteriorsOf(text);
        expect(decodeGreedy(posteriors).text).toBe(text);
        expect(decodeFixedLength(posteriors, 'X'.repeat(text.length))?.text).toBe(text);
      }),
    );
  });

  test('places every character where it was written', () => {
    fc.assert(
      fc.property(line, (text) => {
        const { onsets } = decodeFixedLength(posteriorsOf(text), 'X'.repeat(text.length))!;
        expect(onsets).toEqual([...text].map((_, k) => 3 * k + 1));
      }),
    );
  });

  test('always returns exactly the length that was asked for', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 44 }), (text, length) => {
        const reading = decodeFixedLength(posteriorsOf(text), 'X'.repeat(length));
        if (text.length * 3 < length) expect(reading).toBeNull();
        else expect(reading?.text ?? 'X'.repeat(length)).toHaveLength(length);
      }),
    );
  });

  test('a position that must hold a digit turns a hesitant O into 0', () => {
    const { classes } = MRZ_LAYOUTS.TD3;
    fc.assert(
      fc.property(td3Lines, ([, second]) => {
        const zero = [...second].findIndex((c, i) => c === '0' && classes[1]![i] === 'n');
        fc.pre(zero >= 0);
        const misread = `${second.slice(0, zero)}O${second.slice(zero + 1)}`;
        const doubts = new Map([[zero, { character: '0', margin: 5 }]]);
        expect(decodeGreedy(posteriorsOf(misread, doubts)).text).toBe(misread);
        expect(decodeFixedLength(posteriorsOf(misread, doubts), classes[1]!)?.text).toBe(second);
      }),
    );
  });

  test('too few steps for the line are no reading', () => {
    expect(decodeFixedLength({ logp: new Float32Array(38), steps: 1 }, 'XX')).toBeNull();
  });

  test('probabilities are looked up around the onset', () => {
    const posteriors = posteriorsOf('AB');
    expect(logProbabilityNear(posteriors, 2, 'A')).toBeCloseTo(-0.05);
    expect(logProbabilityNear(posteriors, 5, 'A')).toBeCloseTo(-12);
  });
});
