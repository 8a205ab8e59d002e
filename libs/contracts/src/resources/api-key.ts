import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

/** `idem.api_key`: Stripe has no such resource. */
export const apiKeyResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('idem.api_key'),
    created: moment,
    expires_at: moment
      .nullable()
      .meta({ description: 'From then on the key is refused; it may lie ahead after a roll.' }),
    hint: z.string().meta({ description: 'The last four characters.' }),
    ip_allowlist: z
      .array(z.string())
      .meta({ description: 'From where alone the key may be used; empty for everywhere.' }),
    kind: z.enum(['secret', 'restricted', 'publishable']),
    livemode: z.boolean(),
    name: z.string().nullable(),
    permissions: z.array(z.string()).meta({ description: 'Of a restricted key.' }),
    secret: z.string().optional().meta({ description: 'The key itself, when it was just made.' }),
    status: z.enum(['active', 'expired']),
  })
  .meta({ id: 'idem.api_key' });
export type ApiKeyResource = z.infer<typeof apiKeyResource>;

/** A key as it lies in PostgreSQL. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  readonly hint: string;
  readonly ipAllowlist: readonly string[];
  readonly kind: ApiKeyResource['kind'];
  readonly livemode: boolean;
  readonly name: string | null;
  readonly permissions: readonly string[];
}

export const renderApiKey = (key: ApiKeyRecord, now: Date, secret?: string): ApiKeyResource => ({
  id: key.id,
  object: 'idem.api_key',
  created: unixSeconds(key.createdAt),
  expires_at: key.revokedAt === null ? null : unixSeconds(key.revokedAt),
  hint: key.hint,
  ip_allowlist: [...key.ipAllowlist],
  kind: key.kind,
  livemode: key.livemode,
  name: key.name,
  permissions: [...key.permissions],
  ...(secret === undefined ? {} : { secret }),
  status: key.revokedAt !== null && key.revokedAt <= now ? 'expired' : 'active',
});
