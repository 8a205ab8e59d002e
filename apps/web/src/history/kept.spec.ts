import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Kept, readKept } from './kept.js';

const NOTHING: Kept = { inner: false, documentType: null, backSent: false, failureSeen: false };

test('what was kept is read again', () => {
  const kept: Kept = { inner: true, documentType: 'id_card', backSent: true, failureSeen: true };
  expect(readKept(structuredClone(kept))).toEqual(kept);
});

test.each([
  null,
  undefined,
  'idem.inner',
  3,
  [],
  { documentType: 'visa', backSent: 'yes', inner: 1, failureSeen: 'no' },
])('%j is nothing that the page kept', (state) => {
  expect(readKept(state)).toEqual(NOTHING);
});

test('nothing else gets in', () => {
  fc.assert(
    fc.property(fc.anything(), (state) => {
      expect(Object.keys(readKept(state)).sort()).toEqual(Object.keys(NOTHING).sort());
    }),
  );
});
