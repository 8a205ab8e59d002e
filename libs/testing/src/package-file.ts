import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Absolute path of a file that an installed npm package ships.
 *
 * Packages with an `exports` map hide their data files from `require.resolve`, so the same directories are
 * searched directly.
 *
 * @throws {Error} when no installed copy of the package holds the file.
 */
export function packageFile(packageName: string, file: string): string {
  const directories = createRequire(import.meta.url).resolve.paths(packageName) ?? [];
  const found = directories
    .map((directory) => join(directory, packageName, file))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`package ${packageName} holds no ${file}; run npm install`);
  return found;
}
