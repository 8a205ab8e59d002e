import { type ChallengeStep, MAX_CHALLENGE_FRAMES, stepsOf } from '@idem/domain';
import { unixSeconds } from './verification-session.js';

/** A challenge as it lies in PostgreSQL. */
export interface SelfieChallengeRecord {
  readonly id: string;
  readonly nonce: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** `identity.selfie_challenge`, which Stripe does not know. */
export interface SelfieChallengeResource {
  id: string;
  object: 'identity.selfie_challenge';
  created: number;
  expires_at: number;
  /** Milliseconds left: clients count down with it, for their clocks may be wrong. */
  expires_in: number;
  max_frames: number;
  nonce: string;
  steps: ChallengeStep[];
}

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
