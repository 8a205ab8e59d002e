import { type CheckDefinition, livenessOf } from '@idem/domain';

/** Was the selfie taken of a living person, just now, and is it untouched? */
export const definition: CheckDefinition = {
  name: 'liveness',
  section: 'selfie',
  inputs: ['id_document_front', 'face'],
  optionalInputs: ['chip'],
  recalls: ['face'],
  after: [],
  codes: ['selfie_unverified_other', 'selfie_manipulated'],
  requiredBy: (options) => !['off', null].includes(livenessOf(options)),
};
