/** Every value `last_error.code` can take, in Stripe Identity's own words. */
export const ERROR_CODES = [
  'abandoned',
  'consent_declined',
  'country_not_supported',
  'device_not_supported',
  'under_supported_age',
  'document_expired',
  'document_type_not_supported',
  'document_unverified_other',
  'id_number_insufficient_document_data',
  'id_number_mismatch',
  'id_number_unverified_other',
  'selfie_document_missing_photo',
  'selfie_face_mismatch',
  'selfie_manipulated',
  'selfie_unverified_other',
  'phone_unverified_other',
  'phone_verification_declined',
  'email_unverified_other',
  'email_verification_declined',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why a session is back in `requires_input`: a code for programs, a reason for the person. */
export interface LastError {
  readonly code: ErrorCode;
  readonly reason: string;
}
