import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeFixedLength } from './ctc.js';
import { MRZ_LAYOUTS } from './layouts.js';
import { posteriorsOf, td3Lines } from './mrz-lines.fixture.js';
import { type Decoding, replaceAt } from './reading.js';
import { repairByCheckDigits } from './repair.js';
import { verifyCheckDigits } from './verify-check-digits.js';

function decode(lines: readonly string[], doubts: Parameters<typeof posteriorsOf>[1] = new Map()): Decoding {
  const strips = lines.map((text, i) => ({
    ...posteriorsOf(text, i === 1 ? doubts : new Map()),
    quad: [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const,
    greedy: { text, positions: [], score: 1 },
  }));
  const readings = strips.map((strip, i) => decodeFixedLength(strip, MRZ_LAYOUTS.TD3.classes[i]!)!);
  return { format: 'TD3', strips, readings };
}

const digitAt = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 9 }) });
const EXPIRY_CHECK = 27;
const BIRTH = { start: 13, length: 6 };

function misreadBirth(second: string, { at, by }: { at: number; by: number }) {
  const position = BIRTH.start + (at % BIRTH.length);
  const truth = second[position]!;
  const wrong = String((Number(truth) + by) % 10);
  return { position, truth, misread: replaceAt(second, position, wrong) };
}

describe('repair', () => {
  test('leaves a valid reading alone', () => {
    fc.assert(
      fc.property(td3Lines, (lines) => {
        const repair = repairByCheckDigits(decode(lines));
        expect(repair).toMatchObject({ lines, edits: [], verification: { valid: true } });
      }),
    );
  });

  test('takes the second choice where the reader hesitated and the check digit asks for it', () => {
    fc.assert(
      fc.property(td3Lines, digitAt, ([first, second], change) => {
        const { position, truth, misread } = misreadBirth(second, change);
        const doubts = new Map([[position, { character: truth, margin: 1 }]]);
        const repair = repairByCheckDigits(decode([first, misread], doubts));
        expect(repair.verification.valid).toBe(true);
        expect(repair.lines[1]).toBe(second);
        expect(repair.edits).toMatchObject([{ line: 1, position, to: truth, because: 'check-digit' }]);
      }),
    );
  });

  test('forges nothing where the reader was certain', () => {
    fc.assert(
      fc.property(td3Lines, digitAt, ([first, second], change) => {
        const { misread } = misreadBirth(second, change);
        const repair = repairByCheckDigits(decode([first, misread]));
        expect(repair).toMatchObject({ edits: [], verification: { valid: false } });
      }),
    );
  });

  test('leaves everything as read where another check digit still fails: the document’s own may be wrong', () => {
    fc.assert(
      fc.property(td3Lines, digitAt, fc.integer({ min: 1, max: 9 }), ([first, second], change, by) => {
        const { position, truth, misread } = misreadBirth(second, change);
        const printedWrong = replaceAt(
          misread,
          EXPIRY_CHECK,
          String((Number(misread[EXPIRY_CHECK]) + by) % 10),
        );
        const doubts = new Map([[position, { character: truth, margin: 1 }]]);
        const repair = repairByCheckDigits(decode([first, printedWrong], doubts));
        expect(repair).toMatchObject({ lines: [first, printedWrong], edits: [] });
      }),
    );
  });

  test('is never called valid while a check digit disagrees, and reports every character it changed', () => {
    const doubt = fc.tuple(
      fc.nat(43),
      fc.record({
        character: fc.constantFrom(...'0123456789ABC<'),
        margin: fc.double({ min: 0, max: 4, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(td3Lines, digitAt, fc.array(doubt, { maxLength: 8 }), ([first, second], change, doubts) => {
        const decoding = decode([first, misreadBirth(second, change).misread], new Map(doubts));
        const { lines, edits, verification } = repairByCheckDigits(decoding);
        expect(verification).toEqual(verifyCheckDigits('TD3', lines));
        expect(verification.valid).toBe(verification.checks.every(({ ok }) => ok));
        const changed = lines.flatMap((text, line) =>
          [...text].flatMap((c, position) =>
            c === decoding.readings[line]!.text[position] ? [] : [`${line}:${position}`],
          ),
        );
        const reported = new Set(edits.map(({ line, position }) => `${line}:${position}`));
        for (const position of changed) expect(reported).toContain(position);
      }),
    );
  });
});
