import { expect, test } from '@jest/globals';
import { isAddressRange, isAllowed } from './ip-allowlist.js';

test.each(['203.0.113.7', '203.0.113.0/24', '0.0.0.0/0', '2001:db8::1', '2001:db8::/32'])(
  '%s is an address or a range',
  (text) => {
    expect(isAddressRange(text)).toBe(true);
  },
);

test.each([
  '',
  'localhost',
  '203.0.113',
  '203.0.113.7/33',
  '203.0.113.7/',
  '203.0.113.7/a',
  '2001:db8::/129',
  '1.2.3.4/8/8',
])('%j is none', (text) => {
  expect(isAddressRange(text)).toBe(false);
});

const OFFICE = ['203.0.113.0/24', '2001:db8:1::/48', '198.51.100.7'];
test.each([
  ['203.0.113.200', true],
  ['203.0.114.1', false],
  ['::ffff:203.0.113.9', true],
  ['::ffff:203.0.114.9', false],
  ['198.51.100.7', true],
  ['198.51.100.8', false],
  ['2001:db8:1:2::3', true],
  ['2001:db8:2::3', false],
  ['unknown', false],
])('%s: %s', (ip, allowed) => {
  expect(isAllowed(OFFICE, ip)).toBe(allowed);
});
