import { z } from 'zod';
import { type FileResource, fileResource } from './file.js';
import { metadataMap, moment, unixSeconds } from './unix-seconds.js';

/** A link as it lies in PostgreSQL, opened. */
export interface FileLinkRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly expiresAt: Date;
  readonly metadata: Readonly<Record<string, string>>;
}

/** `file_link` */
export const fileLinkResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('file_link'),
    created: moment,
    expired: z.boolean(),
    expires_at: moment,
    file: z.union([z.string(), fileResource]),
    livemode: z.boolean(),
    metadata: metadataMap,
    url: z.string().nullable().meta({
      description: 'Fetchable by anybody; null once expired, and for callers who may not see what it shows.',
    }),
  })
  .meta({ id: 'file_link' });
export type FileLinkResource = z.infer<typeof fileLinkResource>;

/** @param file its id, or the file where it was expanded */
export const renderFileLink = (
  link: FileLinkRecord,
  {
    file,
    url,
    now,
  }: { readonly file: string | FileResource; readonly url: string | null; readonly now: Date },
): FileLinkResource => ({
  id: link.id,
  object: 'file_link',
  created: unixSeconds(link.createdAt),
  expired: link.expiresAt <= now,
  expires_at: unixSeconds(link.expiresAt),
  file,
  livemode: link.livemode,
  metadata: { ...link.metadata },
  url,
});
