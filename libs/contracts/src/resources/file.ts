import { z } from 'zod';
import { listOf } from './list.js';
import { metadataMap, moment, unixSeconds } from './unix-seconds.js';

/** A file as it lies in PostgreSQL. */
export interface FileRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly filename: string | null;
  readonly purpose: string;
  readonly size: number;
  readonly title: string | null;
  readonly type: string;
}

/** What a `file_link` is beside the file that it leads to. */
export const fileLinkParts = z.strictObject({
  id: z.string(),
  object: z.literal('file_link'),
  created: moment,
  expired: z.boolean(),
  expires_at: moment,
  livemode: z.boolean(),
  metadata: metadataMap,
  url: z.string().nullable().meta({
    description: 'Fetchable by anybody; null once expired, and for callers who may not see what it shows.',
  }),
});

const ownLinks = listOf(fileLinkParts.extend({ file: z.string() }));

/** `file` */
export const fileResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('file'),
    created: moment,
    expires_at: moment.nullable(),
    filename: z.string().nullable(),
    links: ownLinks
      .nullable()
      .meta({ description: 'The newest ten. Null for devices, and where a file was expanded.' }),
    purpose: z.string(),
    size: z.int().meta({ description: 'In bytes.' }),
    title: z.string().nullable(),
    type: z.string().meta({ description: 'jpg, png, pdf …' }),
    url: z.string().nullable().meta({
      description:
        'Where the contents are, for a key that may see them. Null for devices, and once there are none.',
    }),
  })
  .meta({ id: 'file' });
export type FileResource = z.infer<typeof fileResource>;

export const renderFile = (
  file: FileRecord,
  { links, url }: Pick<FileResource, 'links' | 'url'>,
): FileResource => ({
  id: file.id,
  object: 'file',
  created: unixSeconds(file.createdAt),
  expires_at: null,
  filename: file.filename,
  links,
  purpose: file.purpose,
  size: file.size,
  title: file.title,
  type: file.type,
  url,
});
