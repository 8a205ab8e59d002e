import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

/** `idem.page_opening`: a link, opened by one browser. Not known to Stripe. */
export const pageOpeningResource = z
  .strictObject({
    object: z.literal('idem.page_opening'),
    verification_session: z.string(),
    livemode: z.boolean(),
    key: z.string().meta({ description: 'An ephemeral key: the bearer of every further call of the page.' }),
    expires_at: moment.meta({ description: 'When the key ends. Opening the link again gives another.' }),
    scope: z.enum(['person']).meta({ description: 'What the page may do.' }),
    account_name: z.string().nullable(),
  })
  .meta({ id: 'idem.page_opening' });
export type PageOpeningResource = z.infer<typeof pageOpeningResource>;

export const renderPageOpening = (opening: {
  readonly sessionId: string;
  readonly livemode: boolean;
  readonly key: string;
  readonly expiresAt: Date;
  readonly accountName: string | null;
}): PageOpeningResource => ({
  object: 'idem.page_opening',
  verification_session: opening.sessionId,
  livemode: opening.livemode,
  key: opening.key,
  expires_at: unixSeconds(opening.expiresAt),
  scope: 'person',
  account_name: opening.accountName,
});
