import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PlacedCharacter, partWords } from './part-words.js';

const HEIGHT = 48;
const LETTER = 20;

/** A strip with a block of ink for each letter, and gaps of the widths given between them, on ground of a pale pattern. */
function strip(text: string, gaps: readonly number[]) {
  const width = text.length * LETTER + gaps.reduce((sum, gap) => sum + gap, 0) + 8;
  const data = new Uint8Array(3 * width * HEIGHT).fill(230);
  for (let i = 0; i < data.length; i += 9) data[i] = 190;
  let x = 4;
  const characters = [...text].map((character, i): PlacedCharacter => {
    for (let y = 8; y < 40; y++) {
      for (let column = x; column < x + LETTER; column++)
        data.fill(30, 3 * (y * width + column), 3 * (y * width + column) + 3);
    }
    const placed = { character, from: x + LETTER / 2, to: x + LETTER / 2 + 2 };
    x += LETTER + (gaps[i] ?? 0);
    return placed;
  });
  return partWords({ data, width, height: HEIGHT }, characters);
}

const even = (count: number, gap = 4) => Array.from({ length: count - 1 }, () => gap);

describe('letters that stand apart like words', () => {
  test('are parted where the gap is wide, in one place or two', () => {
    const gaps = even(19);
    gaps[8] = 14;
    expect(strip('CHRISTINAMARGARETHA', gaps)).toBe('CHRISTINA MARGARETHA');
    const two = even(16);
    two[2] = 12;
    two[5] = 13;
    expect(strip('VANDERMEULENBERG', two)).toBe('VAN DER MEULENBERG');
  });

  test('are one word where the gaps are alike, however wide they are', () => {
    for (const gap of [2, 6, 12, 16])
      expect(strip('HOHENBERGERMAYER', even(16, gap))).toBe('HOHENBERGERMAYER');
  });

  test('are one word where a single letter stands apart, or half of them do', () => {
    const gaps = even(12);
    gaps[0] = 14;
    expect(strip('MARGARETHANN', gaps)).toBe('MARGARETHANN');
    expect(
      strip(
        'MARGARETHANN',
        even(12).map((gap, i) => (i % 2 ? gap : 14)),
      ),
    ).toBe('MARGARETHANN');
  });

  test('short lines, lines with a space, and what is more than capitals stay as they were read', () => {
    for (const text of [
      'ANNAMARIA',
      'ANNA MARIALUISE',
      'Christinamargaretha',
      '15APRIL202122',
      'ANNA-MARIALUISE',
    ]) {
      const gaps = even(text.length);
      gaps[4] = 16;
      expect(strip(text, gaps)).toBe(text);
    }
  });

  test('nothing but spaces is ever added', () => {
    const letters = fc.array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), {
      minLength: 1,
      maxLength: 24,
    });
    fc.assert(
      fc.property(letters, fc.array(fc.nat(20), { minLength: 24, maxLength: 24 }), (text, gaps) => {
        const word = text.join('');
        expect(strip(word, gaps.slice(0, word.length - 1)).replaceAll(' ', '')).toBe(word);
      }),
      { numRuns: 50 },
    );
  });
});
