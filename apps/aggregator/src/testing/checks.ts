import type { CheckDefinition } from '@idem/domain';

/** Three checks under the names of real jobs; `face-match` waits for the document. */
export const document: CheckDefinition = {
  name: 'document',
  section: 'document',
  inputs: ['id_document_front'],
  after: [],
  codes: ['document_unverified_other', 'document_expired'],
  requiredBy: () => true,
};

export const faceMatch: CheckDefinition = {
  name: 'face-match',
  section: 'selfie',
  inputs: ['id_document_front', 'face'],
  after: ['document'],
  codes: ['selfie_unverified_other', 'selfie_face_mismatch'],
  requiredBy: ({ document }) => document?.require_matching_selfie === true,
};

export const liveness: CheckDefinition = {
  name: 'liveness',
  section: 'selfie',
  inputs: ['face'],
  after: [],
  codes: ['selfie_unverified_other', 'selfie_manipulated'],
  requiredBy: ({ document }) => document?.require_matching_selfie === true,
};

export const FACTS = {
  type: 'passport',
  issuing_country: 'DE',
  first_name: 'ERIKA',
  last_name: 'MUSTERMANN',
  dob: { day: 12, month: 8, year: 1983 },
  issued_date: null,
  expiration_date: { day: 1, month: 2, year: 2030 },
  number: 'C01X00T47',
  sex: 'female',
  unparsed_sex: 'F',
  unparsed_place_of_birth: null,
  address: null,
} as const;
