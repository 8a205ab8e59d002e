import { expect, test } from '@jest/globals';
import { MasterKeyRing } from './master-key.js';

const [oldKey, newKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const before = new MasterKeyRing({ current: oldKey, previous: [] });
const after = new MasterKeyRing({ current: newKey, previous: [oldKey] });
const hex = (ring: MasterKeyRing, text: string, context = 'number:acct_1:true') =>
  ring.fingerprints(text, context).map((bytes) => Buffer.from(bytes).toString('hex'));

test('equal texts of one context have one fingerprint, and nothing else has', () => {
  expect(hex(before, 'C01X00T47')).toEqual(hex(before, 'C01X00T47'));
  const [fingerprint] = hex(before, 'C01X00T47');
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(hex(before, 'C01X00T48')[0]).not.toBe(fingerprint);
  for (const context of ['number:acct_1:false', 'number:acct_2:true', 'reference:acct_1:true'])
    expect(hex(before, 'C01X00T47', context)[0]).not.toBe(fingerprint);
});

test('a key that was replaced still finds what it wrote, and the new one writes', () => {
  const [written] = hex(before, 'C01X00T47');
  const [current, ...retired] = hex(after, 'C01X00T47');
  expect(current).not.toBe(written);
  expect(retired).toEqual([written]);
});
