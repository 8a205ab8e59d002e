import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isNoOnesNumber } from './judge-fields.js';

test.each([
  '000000000',
  '999999999',
  'AA0000000',
  'C00X00T00',
  'D1111-11111',
  'XXXXXXXXX',
  '121212121',
  'S1212121',
  'C12X12T12',
])('%s is nobody’s number', (number) => expect(isNoOnesNumber(number)).toBe(true));

test.each([
  null,
  '',
  '0000',
  'K30418276',
  '123456789',
  '007007007',
  '99999998',
  'AB0000001',
  'HD198025',
  'X12121',
  'S1212122',
])('%s may be somebody’s', (number) => expect(isNoOnesNumber(number)).toBe(false));

test('whatever stands around the digits, only all of them being one decides', () => {
  const digit = fc.integer({ min: 0, max: 9 }).map(String);
  fc.assert(
    fc.property(digit, digit, fc.integer({ min: 5, max: 7 }), fc.nat(6), (one, other, length, at) => {
      const number = `AB${one.repeat(length)}`;
      expect(isNoOnesNumber(number)).toBe(true);
      const place = 2 + (at % length);
      const changed = `${number.slice(0, place)}${other}${number.slice(place + 1)}`;
      expect(isNoOnesNumber(changed)).toBe(one === other);
    }),
  );
});
