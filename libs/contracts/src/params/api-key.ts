import { z } from 'zod';
import { PERMISSIONS } from '../permissions.js';
import { created, expand, list, pagination, text, timestamp } from './form-values.js';

/** More than a deployment has offices. */
const MAX_RANGES = 100;

export const createApiKeyParams = z.strictObject({
  kind: z.enum(['secret', 'restricted', 'publishable']),
  name: text(200).optional(),
  permissions: list(z.enum(PERMISSIONS), PERMISSIONS.length).optional(),
  /** Addresses and CIDR ranges. */
  ip_allowlist: list(text(64), MAX_RANGES).optional(),
  expand,
});
export type CreateApiKeyParams = z.infer<typeof createApiKeyParams>;

/** `expires_at`: when the old key ends; at once when left out. */
export const rollApiKeyParams = z.strictObject({
  expires_at: z.union([z.literal('now'), timestamp()]).optional(),
  expand,
});
export type RollApiKeyParams = z.infer<typeof rollApiKeyParams>;

export const listApiKeysParams = z.strictObject({
  ...pagination,
  created,
  kind: createApiKeyParams.shape.kind.optional(),
});
export type ListApiKeysParams = z.infer<typeof listApiKeysParams>;
