import { CHALLENGE_STEPS, MAX_CHALLENGE_FRAMES, stepsOf } from '@idem/domain';
import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

/** A challenge as it lies in PostgreSQL. */
export interface SelfieChallengeRecord {
  readonly id: string;
  readonly nonce: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** `identity.selfie_challenge`, which Stripe does not know. */
export const selfieChallengeResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('identity.selfie_challenge'),
    created: moment,
    expires_at: moment,
    expires_in: z.int().meta({
      description: 'Milliseconds left: clients count down with it, for their clocks may be wrong.',
    }),
    max_frames: z.int(),
    nonce: z.string(),
    steps: z.array(z.enum(CHALLENGE_STEPS)),
  })
  .meta({ id: 'identity.selfie_challenge' });
export type SelfieChallengeResource = z.infer<typeof selfieChallengeResource>;

/** What a client needs to lead a person through a challenge. */
export const renderSelfieChallenge = (
  challenge: SelfieChallengeRecord,
  now: Date,
): SelfieChallengeResource => ({
  id: challenge.id,
  object: 'identity.selfie_challenge',
  created: unixSeconds(challenge.issuedAt),
  expires_at: unixSeconds(challenge.expiresAt),
  expires_in: Math.max(0, challenge.expiresAt.getTime() - now.getTime()),
  max_frames: MAX_CHALLENGE_FRAMES,
  nonce: challenge.nonce,
  steps: [...stepsOf(challenge.nonce)],
});
