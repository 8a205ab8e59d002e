import type { FileResource } from './file.js';
import { unixSeconds } from './verification-session.js';

/** A link as it lies in PostgreSQL, opened. */
export interface FileLinkRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly expiresAt: Date;
  readonly metadata: Readonly<Record<string, string>>;
}

/** `file_link` */
export interface FileLinkResource {
  id: string;
  object: 'file_link';
  created: number;
  expired: boolean;
  expires_at: number;
  file: string | FileResource;
  livemode: boolean;
  metadata: Record<string, string>;
  /** Fetchable by anybody; null once expired, and for callers who may not see what it shows. */
  url: string | null;
}

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
