import { z } from 'zod';
import { boolean, created, expand, pagination, text, timestamp } from './form-values.js';
import { metadata } from './metadata.js';

/** The purpose of a file that a phone app read from a document's chip. Stripe has none of its kind. */
export const CHIP_PURPOSE = 'identity_document_chip';

/**
 * What an uploaded file may be for. `identity_private` is what the capture page sends. All but
 * {@link CHIP_PURPOSE} are of pictures.
 */
export const UPLOAD_PURPOSES = ['identity_document', 'identity_private', 'selfie', CHIP_PURPOSE] as const;

/** The fields beside the file itself. */
export const uploadFileParams = z.strictObject({
  purpose: z.enum(UPLOAD_PURPOSES),
  /** The verification session that the file belongs to. */
  owned_by: text(255).optional(),
  /** Makes a link at once, of a file that can be linked. */
  file_link_data: z
    .strictObject({ create: boolean(), expires_at: timestamp().optional(), metadata })
    .optional(),
  expand,
});
export type UploadFileParams = z.infer<typeof uploadFileParams>;

export const listFilesParams = z.strictObject({
  ...pagination,
  created,
  purpose: text(100).optional(),
});
export type ListFilesParams = z.infer<typeof listFilesParams>;
