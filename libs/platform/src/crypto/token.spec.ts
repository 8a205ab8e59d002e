import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { systemRandom } from '../random/random.js';
import { constantTimeEqual, hashToken, newToken } from './token.js';

test('a token is 256 random bits in base64url', () => {
  expect(newToken({ bytes: (n) => new Uint8Array(n).fill(0xff) })).toBe(`${'_'.repeat(42)}8`);
  expect(newToken(systemRandom)).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test('hashToken is SHA-256 (FIPS 180-4, the one-block message example)', () => {
  expect(Buffer.from(hashToken('abc')).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('constantTimeEqual agrees with equality', () => {
  const bytes = fc.uint8Array({ maxLength: 4, max: 1 });
  fc.assert(fc.property(bytes, bytes, (a, b) => constantTimeEqual(a, b) === (Buffer.compare(a, b) === 0)));
});
