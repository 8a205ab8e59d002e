import { describe, expect, test } from '@jest/globals';
import type { CheckDefinition } from './check-definition.js';
import { unperformedOptions } from './performed-options.js';
import type { SessionOptions } from './session.js';

const check = (name: string, requiredBy: CheckDefinition['requiredBy']): CheckDefinition => ({
  name,
  section: 'document',
  inputs: [],
  after: [],
  codes: ['document_unverified_other'],
  requiredBy,
});
const document = check('document', (options) => options.document !== undefined);
const selfie = check('selfie', (options) => options.document?.require_matching_selfie === true);
const email = check('email', (options) => options.email?.require_verification === true);
const name = check('name', (options) => options.matching?.name === 'similar');
const idNumber = check(
  'id-number',
  (options) => options.id_number !== undefined || options.document?.require_id_number === true,
);

const EVERYTHING: SessionOptions = {
  id_number: {},
  document: { require_id_number: true, require_matching_selfie: true },
  email: { require_verification: true },
  phone: { require_verification: true },
  matching: { name: 'similar', dob: 'similar' },
};

describe('what is asked for and not done', () => {
  test('is everything where only documents are looked at', () => {
    expect(unperformedOptions([document], EVERYTHING)).toEqual([
      'type',
      'options[document][require_id_number]',
      'options[document][require_matching_selfie]',
      'options[email][require_verification]',
      'options[phone][require_verification]',
      'options[matching][name]',
      'options[matching][dob]',
    ]);
  });

  test('shrinks with each check that is registered', () => {
    const registry = [document, selfie, email, name, idNumber];
    expect(unperformedOptions(registry, EVERYTHING)).toEqual([
      'options[phone][require_verification]',
      'options[matching][dob]',
    ]);
  });

  test('is nothing where nothing is asked for', () => {
    const modest: SessionOptions = {
      document: { require_id_number: false },
      email: { require_verification: false },
      phone: {},
      matching: { name: 'none', dob: 'none' },
    };
    expect(unperformedOptions([document], modest)).toEqual([]);
  });
});
