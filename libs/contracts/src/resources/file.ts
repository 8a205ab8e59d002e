import { z } from 'zod';
import { moment, unixSeconds } from './unix-seconds.js';

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

/** `file`. `url` is null because contents are handed out through short-lived links only. */
export const fileResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('file'),
    created: moment,
    expires_at: moment.nullable(),
    filename: z.string().nullable(),
    links: z.null(),
    purpose: z.string(),
    size: z.int().meta({ description: 'In bytes.' }),
    title: z.string().nullable(),
    type: z.string().meta({ description: 'jpg, png, pdf …' }),
    url: z.null(),
  })
  .meta({ id: 'file' });
export type FileResource = z.infer<typeof fileResource>;

export const renderFile = (file: FileRecord): FileResource => ({
  id: file.id,
  object: 'file',
  created: unixSeconds(file.createdAt),
  expires_at: null,
  filename: file.filename,
  links: null,
  purpose: file.purpose,
  size: file.size,
  title: file.title,
  type: file.type,
  url: null,
});
