import { z } from 'zod';
import { type FileResource, fileLinkParts, fileResource } from './file.js';
import { unixSeconds } from './unix-seconds.js';

/** A link as it lies in PostgreSQL, opened. */
export interface FileLinkRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly expiresAt: Date;
  readonly metadata: Readonly<Record<string, string>>;
}

/** `file_link` */
export const fileLinkResource = fileLinkParts
  .extend({ file: z.union([z.string(), fileResource]) })
  .meta({ id: 'file_link' });
export type FileLinkResource = z.infer<typeof fileLinkResource>;

/** @param file its id, or the file where it was expanded */
export const renderFileLink = <F extends string | FileResource>(
  link: FileLinkRecord,
  { file, url, now }: { readonly file: F; readonly url: string | null; readonly now: Date },
) => ({
  id: link.id,
  object: 'file_link' as const,
  created: unixSeconds(link.createdAt),
  expired: link.expiresAt <= now,
  expires_at: unixSeconds(link.expiresAt),
  file,
  livemode: link.livemode,
  metadata: { ...link.metadata },
  url,
});
