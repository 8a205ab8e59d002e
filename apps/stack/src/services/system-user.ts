import { spawnSync } from 'node:child_process';
import { OperatorError } from '../operator-error.js';

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The user PostgreSQL runs as: it refuses root, so root lends it another.
 * @returns null when we are not root and it may run as us
 */
export function unprivilegedUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (user === null) {
    throw new OperatorError(
      'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody".\n' +
        '  Run the command as another user, or set DATABASE_URL.',
    );
  }
  return user;
}

/** Whether a user may execute a file, or enter a directory, through every directory above it. */
export function canExecute(file: string, user: SystemUser): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', file], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
  });
  return status === 0;
}

function lookUp(name: string): SystemUser | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
