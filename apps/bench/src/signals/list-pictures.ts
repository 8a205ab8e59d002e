import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '@idem/stack/operator-error';

/**
 * Every JPEG, PNG and WebP file below a folder, by name.
 *
 * @throws {OperatorError} when the folder cannot be read.
 */
export async function listPictures(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw new OperatorError(
      `${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  return entries
    .filter((entry) => entry.isFile() && /\.(jpe?g|png|webp)$/i.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
