import { ApiError } from '@idem/contracts';
import { expect, test } from '@jest/globals';
import { changeProvidedDetails } from './provided-details.js';
import { assertOffered, changeOptions } from './session-options.js';

const BEFORE = { document: { allowed_types: ['passport'], require_live_capture: true } } as const;

test('what a change does not name stays', () => {
  expect(changeOptions(BEFORE, undefined)).toEqual(BEFORE);
  expect(changeOptions(BEFORE, {})).toEqual(BEFORE);
  expect(changeOptions(BEFORE, { document: { require_matching_selfie: true } })).toEqual({
    document: { ...BEFORE.document, require_matching_selfie: true },
  });
});

test('an empty value clears, but a document is always checked', () => {
  for (const change of ['', { document: '' }] as const)
    expect(changeOptions(BEFORE, change)).toEqual({ document: {} });
  for (const allowed_types of ['', []] as const) {
    expect(changeOptions(BEFORE, { document: { allowed_types: allowed_types === '' ? '' : [] } })).toEqual({
      document: { require_live_capture: true },
    });
  }
});

test('types are named once', () => {
  expect(changeOptions({}, { document: { allowed_types: ['id_card', 'id_card'] } })).toEqual({
    document: { allowed_types: ['id_card'] },
  });
});

test('what is not offered is refused and not passed over', () => {
  expect(() => changeOptions(BEFORE, { document: { require_id_number: true } })).toThrow(ApiError);
  expect(changeOptions({}, { document: { require_id_number: false } })).toEqual({
    document: { require_id_number: false },
  });
  expect(() => assertOffered({ type: 'id_number' })).toThrow(ApiError);
  expect(() => assertOffered({ verification_flow: 'vf_1' })).toThrow(ApiError);
  expect(() => assertOffered({ type: 'document' })).not.toThrow();
});

test('details are set, kept and cleared one by one', () => {
  const both = { email: 'a@b.example', phone: '5555551212' };
  expect(changeProvidedDetails(null, both)).toEqual(both);
  expect(changeProvidedDetails(both, undefined)).toEqual(both);
  expect(changeProvidedDetails(both, { email: '' })).toEqual({ phone: '5555551212' });
  expect(changeProvidedDetails(both, { email: '', phone: '' })).toBeNull();
  expect(changeProvidedDetails(both, '')).toBeNull();
});
