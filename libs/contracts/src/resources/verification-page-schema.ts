import {
  DOCUMENT_TYPES,
  ERROR_CODES,
  IMAGE_SLOTS,
  LIVENESS_POLICIES,
  type Requirement,
  SESSION_STATUSES,
} from '@idem/domain';
import { z } from 'zod';
import { branding } from './page-settings.js';
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
  high_res_image_crop_padding: z.number().meta({
    description:
      'Margin around what is cropped: a share of the longer side of the picture, of a face of its box.',
  }),
  motion_blur_min_iou: z.number().meta({
    description:
      'Overlap of what was found in two frames (intersection over union) from which it stands still.',
  }),
  motion_blur_min_duration: z.int().meta({ description: 'For how long it has to stand still, in ms.' }),
};

const share = (what: string) =>
  z
    .number()
    .min(0)
    .max(1)
    .meta({ description: `${what} A share of the picture.` });

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
    document_capture: z.strictObject({
      ...capture,
      blur_threshold: z.number().meta({ description: 'Least variance of the Laplacian; 0 for none.' }),
      require_live_capture: z.boolean(),
    }),
    selfie: z
      .strictObject({
        ...capture,
        num_samples: z.int(),
        sample_interval: z.int().meta({ description: 'In ms.' }),
        max_centered_threshold_x: share('Distance of the face from the middle, at most.'),
        max_centered_threshold_y: share('Distance of the face from the middle, at most.'),
        min_edge_threshold: share('Distance of the face from the edges, at least.'),
        min_coverage_threshold: share('Area of the face in the picture, at least.'),
        max_coverage_threshold: share('Area of the face in the picture, at most.'),
        liveness: z.enum(LIVENESS_POLICIES).nullable(),
      })
      .nullable(),
    selfie_challenge: selfieChallengeResource.nullable(),
    success: z.strictObject({ title: z.string(), body: z.string(), button_text: z.string() }),
    account: z
      .strictObject({ name: z.string().nullable() })
      .meta({ description: 'Who is asking. Not known to Stripe.' }),
    branding: branding.meta({ description: 'How the page looks. Not known to Stripe.' }),
    allow_handoff: z
      .boolean()
      .meta({ description: 'Whether a second device may take the pictures. Not known to Stripe.' }),
    return_url: z
      .string()
      .nullable()
      .meta({ description: 'Where the person goes in the end. Not known to Stripe.' }),
    last_error: z
      .strictObject({
        code: z.enum(ERROR_CODES),
        reason: z.string(),
        may_retry: z.boolean().meta({ description: 'Whether another try makes sense, and is left.' }),
      })
      .nullable()
      .meta({ description: 'Why the last try failed. Not known to Stripe.' }),
  })
  .meta({ id: 'identity.verification_page' });
export type VerificationPageResource = z.infer<typeof verificationPageResource>;
