import { z } from 'zod';

const count = z.int().min(0);

/**
 * In how many other sessions of the same account and mode a picture was used, as it is or nearly so. A session is
 * counted once, and under how it had ended: `verified`; `failed` with an error; `canceled`; `open` when it had not
 * ended at all.
 */
export const earlierUses = z.object({
  sessions: count,
  /** Of these, sessions with the very same file. */
  exact: count,
  /** Fewest bits of 256 in which a perceptual hash differs; null when none was near. */
  nearest: count.nullable(),
  ended: z.object({ verified: count, failed: count, canceled: count, open: count }),
});
/** Where one picture of a selfie challenge was used before, in any other submission of the same account and mode. */
export const earlierFrame = z.object({
  /** Submissions with the very same file. */
  exact: count,
  /** Fewest bits of 256 in which a perceptual hash differs; null when none was near. */
  nearest: count.nullable(),
});
export type EarlierFrame = z.infer<typeof earlierFrame>;

export type EarlierUses = z.infer<typeof earlierUses>;
