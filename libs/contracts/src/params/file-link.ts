import { z } from 'zod';
import { boolean, created, expand, pagination, text, timestamp } from './form-values.js';
import { metadata } from './metadata.js';

export const createFileLinkParams = z.strictObject({
  file: text(255),
  expires_at: timestamp().optional(),
  metadata,
  expand,
});
export type CreateFileLinkParams = z.infer<typeof createFileLinkParams>;

/** `expires_at`: a moment, `now`, or `''` for never. */
export const updateFileLinkParams = z.strictObject({
  expires_at: z.union([z.literal(''), z.literal('now'), timestamp()]).optional(),
  metadata,
  expand,
});
export type UpdateFileLinkParams = z.infer<typeof updateFileLinkParams>;

export const listFileLinksParams = z.strictObject({
  ...pagination,
  created,
  expired: boolean().optional(),
  file: text(255).optional(),
});
export type ListFileLinksParams = z.infer<typeof listFileLinksParams>;
