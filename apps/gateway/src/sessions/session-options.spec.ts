import { CHECK_DEFINITIONS } from '@idem/checks/registry';
import { ApiError } from '@idem/contracts';
import type { SessionOptions } from '@idem/domain';
import { expect, test } from '@jest/globals';
import { changeProvidedDetails } from './provided-details.js';
import { assertPerformed, changeOptions } from './session-options.js';

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

test('what no check finds out is refused and not passed over', () => {
  const perform = (options: SessionOptions) => () => assertPerformed(CHECK_DEFINITIONS, options);
  expect(perform({ document: { require_id_number: true } })).toThrow(ApiError);
  expect(perform({ id_number: {} })).toThrow(ApiError);
  expect(perform({ document: { require_id_number: false, require_matching_selfie: true } })).not.toThrow();
});

test('options of a document need a document', () => {
  expect(() => changeOptions({ id_number: {} }, { document: { require_live_capture: true } })).toThrow(
    ApiError,
  );
  expect(changeOptions({ id_number: {} }, { document: '' })).toEqual({ id_number: {} });
});

test('details are set, kept and cleared one by one', () => {
  const both = { email: 'a@b.example', phone: '5555551212' };
  expect(changeProvidedDetails(null, both)).toEqual(both);
  expect(changeProvidedDetails(both, undefined)).toEqual(both);
  expect(changeProvidedDetails(both, { email: '' })).toEqual({ phone: '5555551212' });
  expect(changeProvidedDetails(both, { email: '', phone: '' })).toBeNull();
  expect(changeProvidedDetails(both, '')).toBeNull();
});
