import { expect, test } from '@jest/globals';
import { withoutFormOfAddress } from './form-of-address.js';

test.each([
  ['MRS SARAH MEREDYTH', null, 'MRS', 'SARAH MEREDYTH'],
  ['MR. JOHN', null, 'MR', 'JOHN'],
  ['DR SIÂN', null, 'DR', 'SIÂN'],
  ['REV JOHN', null, 'REV', 'JOHN'],
  // The reader loses spaces.
  ['MRSSARAH MEREDYTH', null, 'MRS', 'SARAH MEREDYTH'],
  ['MRJOHN', null, 'MR', 'JOHN'],
  ['MSSARAH', 'S', 'MS', 'SARAH'],
  ['DRSARAH', 'S', 'DR', 'SARAH'],
  // Names that begin like one.
  ['DRAGAN', 'D', null, 'DRAGAN'],
  ['DREW JOHN', null, null, 'DREW JOHN'],
  ['MISSY', null, null, 'MISSY'],
  ['MARY', null, null, 'MARY'],
  ['MS', null, null, 'MS'],
])('%s (initial %s): %s, %s', (text, initial, title, names) => {
  expect(withoutFormOfAddress(text, initial)).toEqual({ title, names });
});
