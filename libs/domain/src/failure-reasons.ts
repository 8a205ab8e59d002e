import type { ErrorCode } from './error-codes.js';

/** What is said of a failure that no check examined: one of the session as a whole, or one that a test asked for. */
export const FAILURE_REASONS: Readonly<Record<ErrorCode, string>> = {
  abandoned: 'The verification was begun and never submitted.',
  consent_declined: 'The person did not agree to the verification of their identity.',
  country_not_supported: 'The country of the person or of the document is not supported.',
  device_not_supported: 'The device of the person has no camera that can be used.',
  under_supported_age: 'The person is younger than the supported age.',
  document_expired: 'The document has expired.',
  document_type_not_supported: 'The document is not of an allowed type.',
  document_unverified_other: 'The document could not be verified.',
  id_number_insufficient_document_data: 'The document does not show what the ID number is compared with.',
  id_number_mismatch: 'The ID number does not belong to this person.',
  id_number_unverified_other: 'The ID number could not be verified.',
  selfie_document_missing_photo: 'The document shows no face.',
  selfie_face_mismatch: 'The face on the selfie is not the one on the document.',
  selfie_manipulated: 'The selfie was manipulated.',
  selfie_unverified_other: 'The selfie could not be verified.',
  phone_unverified_other: 'The telephone number could not be verified.',
  phone_verification_declined: 'The person did not take part in the verification of the telephone number.',
  email_unverified_other: 'The e-mail address could not be verified.',
  email_verification_declined: 'The person did not take part in the verification of the e-mail address.',
};
