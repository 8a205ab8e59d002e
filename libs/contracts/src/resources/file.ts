import { unixSeconds } from './verification-session.js';

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
export interface FileResource {
  id: string;
  object: 'file';
  created: number;
  expires_at: number | null;
  filename: string | null;
  links: null;
  purpose: string;
  size: number;
  title: string | null;
  type: string;
  url: null;
}

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
