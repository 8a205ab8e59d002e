import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

export const HANDOFF_STATES = ['waiting', 'opened', 'canceled', 'expired'] as const;
export type HandoffState = (typeof HANDOFF_STATES)[number];

/** `idem.handoff`: a second device that takes the pictures. Not known to Stripe. */
export const handoffResource = z
  .strictObject({
    object: z.literal('idem.handoff'),
    state: z.enum(HANDOFF_STATES),
    url: z
      .string()
      .nullable()
      .meta({ description: 'To be opened on the second device. In the answer to the creation only.' }),
    code: z
      .string()
      .meta({ description: 'Shown on both screens: the person goes on where they are the same.' }),
    expires_at: moment,
  })
  .meta({ id: 'idem.handoff' });
export type HandoffResource = z.infer<typeof handoffResource>;

export const renderHandoff = (
  handoff: { readonly code: string; readonly expiresAt: Date },
  state: HandoffState,
  url: string | null,
): HandoffResource => ({
  object: 'idem.handoff',
  state,
  url,
  code: handoff.code,
  expires_at: unixSeconds(handoff.expiresAt),
});
