import {
  DOCUMENT_TYPES,
  IMAGE_SLOTS,
  LIVENESS_POLICIES,
  type Requirement,
  SESSION_STATUSES,
} from '@idem/domain';
import { z } from 'zod';
import { selfieChallengeResource } from './selfie-challenge.js';

const requirement = z.enum([
  'biometric_consent',
  ...IMAGE_SLOTS,
  'selfie_challenge',
]) satisfies z.ZodType<Requirement>;

/** Something the person has to do again, in words for the person. */
const requirementError = z.strictObject({
  requirement,
  title: z.string(),
  body: z.string(),
  back_button_text: z.string(),
  continue_button_text: z.string().nullable(),
});
export type RequirementError = z.infer<typeof requirementError>;

const triesLeft = z
  .int()
  .nullable()
  .meta({ description: 'Submissions that may still fail; null for any number. Not known to Stripe.' });

const requirements = z.strictObject({ missing: z.array(requirement), errors: z.array(requirementError) });

/** `identity.verification_page_data` */
export const verificationPageDataResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('identity.verification_page_data'),
    status: z.enum(SESSION_STATUSES),
    submitted: z.boolean(),
    closed: z.boolean(),
    tries_left: triesLeft,
    requirements,
  })
  .meta({ id: 'identity.verification_page_data' });
export type VerificationPageDataResource = z.infer<typeof verificationPageDataResource>;

const capture = {
  autocapture_timeout: z.int().meta({ description: 'In ms.' }),
  file_purpose: z.string(),
  high_res_image_compression_quality: z.number(),
  high_res_image_max_dimension: z.int().meta({ description: 'In pixels.' }),
  low_res_image_compression_quality: z.number(),
  low_res_image_max_dimension: z.int().meta({ description: 'In pixels.' }),
};

/** `identity.verification_page` */
export const verificationPageResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('identity.verification_page'),
    status: z.enum(SESSION_STATUSES),
    livemode: z.boolean(),
    submitted: z.boolean(),
    closed: z.boolean(),
    unsupported_client: z.boolean(),
    fallback_url: z.string().nullable(),
    tries_left: triesLeft,
    requirements,
    biometric_consent: z.strictObject({
      title: z.string(),
      lines: z.array(z.strictObject({ icon: z.string(), content: z.string() })),
      accept_button_text: z.string(),
      decline_button_text: z.string(),
    }),
    document_select: z.strictObject({
      title: z.string(),
      body: z.string().nullable(),
      button_text: z.string(),
      id_document_type_allowlist: z.partialRecord(z.enum(DOCUMENT_TYPES), z.string()),
    }),
    document_capture: z.strictObject({ ...capture, require_live_capture: z.boolean() }),
    selfie: z
      .strictObject({
        ...capture,
        num_samples: z.int(),
        sample_interval: z.int().meta({ description: 'In ms.' }),
        liveness: z.enum(LIVENESS_POLICIES).nullable(),
      })
      .nullable(),
    selfie_challenge: selfieChallengeResource.nullable(),
    success: z.strictObject({ title: z.string(), body: z.string(), button_text: z.string() }),
  })
  .meta({ id: 'identity.verification_page' });
export type VerificationPageResource = z.infer<typeof verificationPageResource>;
