import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

export const PAGE_SCOPES = ['person', 'capture'] as const;
export type PageScope = (typeof PAGE_SCOPES)[number];

/** `idem.page_opening`: a link, opened by one browser. Not known to Stripe. */
export const pageOpeningResource = z
  .strictObject({
    object: z.literal('idem.page_opening'),
    verification_session: z.string(),
    livemode: z.boolean(),
    key: z.string().meta({ description: 'An ephemeral key: the bearer of every further call of the page.' }),
    expires_at: moment.meta({ description: 'When the key ends. Opening the link again gives another.' }),
    scope: z.enum(PAGE_SCOPES).meta({
      description:
        '`capture`, of a second device: it sees the page, uploads and collects pictures, and nothing else.',
    }),
    code: z
      .string()
      .nullable()
      .meta({ description: 'Of a second device: what the first one shows as well. Null otherwise.' }),
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
  /** Of a second device. */
  readonly code: string | null;
}): PageOpeningResource => ({
  object: 'idem.page_opening',
  verification_session: opening.sessionId,
  livemode: opening.livemode,
  key: opening.key,
  expires_at: unixSeconds(opening.expiresAt),
  scope: opening.code === null ? 'person' : 'capture',
  code: opening.code,
  account_name: opening.accountName,
});
