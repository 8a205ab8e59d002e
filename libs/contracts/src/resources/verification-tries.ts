import type { Tries } from '@idem/domain';
import { z } from 'zod';

/** How many tries of a session failed, and how many are left. Not known to Stripe. */
export const verificationTriesResource = z
  .strictObject({
    failed: z
      .int()
      .meta({ description: 'Submissions of the session in which a check found something wrong.' }),
    limit: z.int().nullable().meta({ description: 'Null for any number.' }),
    left: z
      .int()
      .nullable()
      .meta({ description: 'Submissions that may still fail, by both limits; null for any number.' }),
    reference: z
      .strictObject({ failed: z.int(), limit: z.int().nullable(), within_hours: z.int() })
      .nullable()
      .meta({ description: 'Of all sessions with the same client_reference_id; null without one.' }),
  })
  .meta({ id: 'identity.verification_tries' });
export type VerificationTriesResource = z.infer<typeof verificationTriesResource>;

export const renderVerificationTries = ({ limits, used, left }: Tries): VerificationTriesResource => ({
  failed: used.session,
  limit: limits.session,
  left,
  reference:
    used.reference === null
      ? null
      : { failed: used.reference.failed, limit: limits.reference, within_hours: limits.referenceHours },
});
