import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { base62, ID_PREFIXES, type IdPrefix, newId } from './ids.js';
import { systemRandom } from './random.js';

const prefixes = Object.keys(ID_PREFIXES) as IdPrefix[];

/** Hands out the given bytes, over and over. */
function replay(bytes: readonly number[]) {
  let at = 0;
  return { bytes: (n: number) => Uint8Array.from({ length: n }, () => bytes[at++ % bytes.length] as number) };
}

describe('newId', () => {
  test.each(prefixes)('%s ids are the prefix and 24 alphanumerics', (prefix) => {
    expect(newId(prefix, systemRandom)).toMatch(new RegExp(`^${prefix}_[0-9A-Za-z]{24}$`));
  });

  test('does not repeat itself', () => {
    const ids = Array.from({ length: 5_000 }, () => newId('vs', systemRandom));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('base62', () => {
  test('every byte either becomes one digit or is discarded, each digit from exactly four bytes', () => {
    const count = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      // A discarded byte is followed by 0, which yields '0'; tell them apart by asking for the byte's own digit.
      const digit = base62(replay([byte, 0]), 1);
      if (byte < 248) count.set(digit, (count.get(digit) ?? 0) + 1);
      else expect(digit).toBe('0');
    }
    expect(count.size).toBe(62);
    expect([...count.values()].every((n) => n === 4)).toBe(true);
  });

  test('has the length asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (length) => {
        expect(base62(systemRandom, length)).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
      }),
    );
  });
});
