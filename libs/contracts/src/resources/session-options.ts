import { DOCUMENT_TYPES, DUPLICATE_POLICIES, LIVENESS_POLICIES, MATCHING_RULES } from '@idem/domain';
import { z } from 'zod';

const channelOptions = z.strictObject({ require_verification: z.boolean().optional() });

/** What was asked for, as sessions and reports echo it: only what was set. */
export const sessionOptions = z
  .strictObject({
    document: z
      .strictObject({
        allowed_types: z.array(z.enum(DOCUMENT_TYPES)).readonly().optional(),
        require_id_number: z.boolean().optional(),
        require_live_capture: z.boolean().optional(),
        require_matching_selfie: z.boolean().optional(),
        liveness: z.enum(LIVENESS_POLICIES).optional().meta({ description: 'Not known to Stripe.' }),
      })
      .optional(),
    id_number: z.strictObject({}).optional(),
    email: channelOptions.optional(),
    phone: channelOptions.optional(),
    matching: z
      .strictObject({ dob: z.enum(MATCHING_RULES).optional(), name: z.enum(MATCHING_RULES).optional() })
      .optional(),
    duplicates: z.enum(DUPLICATE_POLICIES).optional().meta({
      description: 'Not known to Stripe. What becomes of a person who was verified as somebody else before.',
    }),
    tries: z
      .strictObject({
        session: z.int().optional(),
        reference: z.int().optional(),
        reference_hours: z.int().optional(),
      })
      .optional()
      .meta({ description: 'Not known to Stripe. How many tries may fail; 0 for any number.' }),
  })
  .meta({ id: 'identity.verification_options' });
