import type { CheckDefinition } from '@idem/domain';

/** Is this a legible, unexpired, consistent identity document of an accepted type? */
export const definition: CheckDefinition = {
  name: 'document',
  section: 'document',
  inputs: ['id_document_front'],
  optionalInputs: ['chip'],
  recalls: ['id_document_front', 'id_document_back'],
  after: [],
  codes: ['document_unverified_other', 'document_expired', 'document_type_not_supported'],
  requiredBy: (options) => options.document !== undefined,
};
