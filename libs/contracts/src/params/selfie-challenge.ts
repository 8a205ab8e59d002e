import { CHALLENGE_STEPS, MAX_CHALLENGE_FRAMES } from '@idem/domain';
import { z } from 'zod';
import { boolean, integer, list, text } from './form-values.js';

/** A day: no challenge lives as long. */
const MAX_MS = 86_400_000;

/** What a camera's own score or angle may look like; accepted from every client and not stored. */
const hint = z.union([z.string().max(100), z.number()]).optional();

/**
 * The answer to a selfie challenge. Stripe knows no challenge; the fields of a frame are named as in its
 * `face[capture_frames]` where it has them.
 */
export const selfieChallengeParams = z.strictObject({
  id: text(255),
  nonce: text(64),
  /** In the order in which they were taken. Pictures as the camera sees, not mirrored. */
  capture_frames: list(
    z.strictObject({
      high_res_image: text(255),
      pose: z.enum(CHALLENGE_STEPS),
      /** Milliseconds between receiving the challenge and taking the picture. */
      captured_at: integer(0, MAX_MS),
      is_virtual_camera: boolean().optional(),
      camera_lens_model: text(200).optional(),
      face_score: hint,
      yaw: hint,
      pitch: hint,
      roll: hint,
    }),
    MAX_CHALLENGE_FRAMES,
  ),
});
export type SelfieChallengeParams = z.infer<typeof selfieChallengeParams>;
