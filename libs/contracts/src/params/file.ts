import { z } from 'zod';
import { created, expand, pagination, text } from './form-values.js';

/** What an uploaded picture may be for. `identity_private` is what the capture page sends. */
export const UPLOAD_PURPOSES = ['identity_document', 'identity_private', 'selfie'] as const;

/** The fields beside the picture itself. */
export const uploadFileParams = z.strictObject({
  purpose: z.enum(UPLOAD_PURPOSES),
  /** The verification session that the file belongs to. */
  owned_by: text(255).optional(),
  expand,
});
export type UploadFileParams = z.infer<typeof uploadFileParams>;

export const listFilesParams = z.strictObject({
  ...pagination,
  created,
  purpose: text(100).optional(),
});
export type ListFilesParams = z.infer<typeof listFilesParams>;
