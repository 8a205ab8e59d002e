import { expect, test } from '@jest/globals';
import { type ReportSections, reviewedSections } from './index.js';

const facts = { first_name: 'ERIKA' } as unknown as NonNullable<ReportSections['document']>['facts'];
const mismatch = { code: 'selfie_face_mismatch', reason: 'Another face.' };
const found: ReportSections = {
  document: { status: 'verified', error: null, facts, files: ['file_front'] },
  selfie: { status: 'unverified', error: mismatch, document: 'file_front', selfie: 'file_face' },
};

test('without a review, what the checks found', () => {
  expect(reviewedSections(found, null)).toEqual(found);
});

test('found good, nothing is wrong', () => {
  expect(reviewedSections(found, { verdict: 'verified' })).toEqual({
    document: found.document,
    selfie: { status: 'verified', error: null, document: 'file_front', selfie: 'file_face' },
  });
});

test('found bad, the section of the error has it, and the others what the checks found', () => {
  const error = { code: 'document_unverified_other', reason: 'A forgery.' } as const;
  expect(reviewedSections(found, { verdict: 'unverified', error })).toEqual({
    document: { status: 'unverified', error, facts: null, files: ['file_front'] },
    selfie: found.selfie,
  });
});

test('a section that is not there is not made up', () => {
  expect(reviewedSections({}, { verdict: 'verified' })).toEqual({});
});
