import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { assertObjectKey, ObjectNotFoundError, type ObjectStore, ObjectStoreError } from './object-store.js';

/** Keys contain no dots, so an object's file can never be the directory of another object. */
const EXTENSION = '.sealed';

/** Objects as files below one directory, readable by this user only. For a single machine. */
export class FileSystemObjectStore implements ObjectStore {
  /** @param directory absolute path; created when missing */
  constructor(private readonly directory: string) {}

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const target = this.pathOf(key);
    const directory = path.dirname(target);
    const incoming = path.join(directory, `.${randomBytes(9).toString('hex')}.tmp`);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    try {
      await writeDurably(incoming, bytes);
      await rename(incoming, target);
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
    await syncDirectory(directory);
  }

  async get(key: string): Promise<Uint8Array> {
    try {
      return await readFile(this.pathOf(key));
    } catch (error) {
      throw isMissing(error) ? new ObjectNotFoundError(key) : error;
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async exists(key: string): Promise<boolean> {
    try {
      await access(this.pathOf(key));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async check(): Promise<void> {
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await access(this.directory, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw new ObjectStoreError(
        this.directory,
        error instanceof Error ? error.message : String(error),
        error,
      );
    }
  }

  private pathOf(key: string): string {
    assertObjectKey(key);
    return path.join(this.directory, ...key.split('/')) + EXTENSION;
  }
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is only lasting once the directory itself has reached the disk. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** ENOTDIR: a segment of the key is a file, so there cannot be an object below it. */
function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
