import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

/** `ephemeral_key` */
export const ephemeralKeyResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('ephemeral_key'),
    created: moment,
    expires: moment,
    livemode: z.boolean(),
    secret: z.string().optional().meta({ description: 'In the response to the creation only.' }),
  })
  .meta({ id: 'ephemeral_key' });
export type EphemeralKeyResource = z.infer<typeof ephemeralKeyResource>;

/** A key as it lies in PostgreSQL. */
export interface EphemeralKeyRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly livemode: boolean;
}

export const renderEphemeralKey = (key: EphemeralKeyRecord, secret?: string): EphemeralKeyResource => ({
  id: key.id,
  object: 'ephemeral_key',
  created: unixSeconds(key.createdAt),
  expires: unixSeconds(key.expiresAt),
  livemode: key.livemode,
  ...(secret === undefined ? {} : { secret }),
});
