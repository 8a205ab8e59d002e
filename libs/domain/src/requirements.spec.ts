import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CheckDefinition,
  type Collected,
  DOCUMENT_TYPES,
  IMAGE_SLOTS,
  missingRequirements,
  type SessionOptions,
} from './index.js';

function needing(...inputs: CheckDefinition['inputs']): CheckDefinition {
  return {
    name: inputs.join('+'),
    section: 'document',
    inputs,
    after: [],
    codes: ['document_unverified_other'],
    requiredBy: () => true,
  };
}

const document = needing('id_document_front');
const selfie = needing('id_document_front', 'face');
const nothing: Collected = { images: {} };

describe('missingRequirements', () => {
  test('a document of any type: consent, then the front', () => {
    expect(missingRequirements({}, [document], nothing)).toEqual(['biometric_consent', 'id_document_front']);
  });

  test('cards only: the back as well', () => {
    const options: SessionOptions = { document: { allowed_types: ['id_card', 'driving_license'] } };
    expect(missingRequirements(options, [document], nothing)).toEqual([
      'biometric_consent',
      'id_document_front',
      'id_document_back',
    ]);
  });

  test('a selfie as well: the face last', () => {
    expect(missingRequirements({}, [document, selfie], nothing)).toEqual([
      'biometric_consent',
      'id_document_front',
      'face',
    ]);
  });

  test('no picture of a document, no back of it', () => {
    const options: SessionOptions = { document: { allowed_types: ['id_card'] } };
    expect(missingRequirements(options, [needing('face')], nothing)).toEqual(['biometric_consent', 'face']);
  });

  test.each([undefined, false])('consent is missing while it is %s', (biometric_consent) => {
    const collected: Collected = {
      ...(biometric_consent !== undefined && { biometric_consent }),
      images: { id_document_front: 'file_1' },
    };
    expect(missingRequirements({}, [document], collected)).toEqual(['biometric_consent']);
  });

  test('nothing is missing once everything was given', () => {
    expect(
      missingRequirements({}, [document], {
        biometric_consent: true,
        images: { id_document_front: 'file_1' },
      }),
    ).toEqual([]);
  });

  const options: fc.Arbitrary<SessionOptions> = fc.oneof(
    fc.constant({}),
    fc
      .subarray([...DOCUMENT_TYPES], { minLength: 1 })
      .map((allowed_types) => ({ document: { allowed_types } })),
  );
  const required = fc.array(fc.subarray([...IMAGE_SLOTS]).map((inputs) => needing(...inputs)));

  test('giving exactly what is missing, in any order, leaves nothing missing', () => {
    fc.assert(
      fc.property(options, required, (asked, checks) => {
        const missing = missingRequirements(asked, checks, nothing);
        const images = Object.fromEntries(
          missing.filter((name) => name !== 'biometric_consent').map((slot) => [slot, `file_${slot}`]),
        );
        expect(missingRequirements(asked, checks, { biometric_consent: true, images })).toEqual([]);
      }),
    );
  });

  test('giving one thing takes that thing away and nothing else', () => {
    fc.assert(
      fc.property(options, required, fc.constantFrom(...IMAGE_SLOTS), (asked, checks, slot) => {
        const before = missingRequirements(asked, checks, nothing);
        const after = missingRequirements(asked, checks, { images: { [slot]: 'file_1' } });
        expect(after).toEqual(before.filter((name) => name !== slot));
      }),
    );
  });
});
