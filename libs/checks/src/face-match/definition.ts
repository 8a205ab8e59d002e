import type { CheckDefinition } from '@idem/domain';

/** Is the person on the selfie the one whose portrait the document shows? */
export const definition: CheckDefinition = {
  name: 'face-match',
  section: 'selfie',
  inputs: ['id_document_front', 'face'],
  optionalInputs: ['chip'],
  after: [],
  codes: ['selfie_unverified_other', 'selfie_face_mismatch', 'selfie_document_missing_photo'],
  requiredBy: (options) => options.document?.require_matching_selfie === true,
};
