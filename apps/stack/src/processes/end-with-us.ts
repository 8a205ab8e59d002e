import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** `read` returns when this process is gone, by whatever death, because nothing is ever written. */
const WATCH = 'read -r _; kill -s "$1" "$2" 2>/dev/null';

/**
 * Makes sure that a program which cannot watch its parent does not outlive us: a tiny shell holds
 * the other end of a pipe, and when the pipe closes without a word it signals the program.
 *
 * Linux has `prctl(PR_SET_PDEATHSIG)` for this, but macOS has not, and it does not survive a
 * change of user.
 */
export function endWithUs(child: ChildProcess, signal: 'TERM' | 'INT'): void {
  if (child.pid === undefined || process.platform === 'win32') return;
  const watcher = spawn('/bin/sh', ['-c', WATCH, 'idem-watch', signal, String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  watcher.unref();
  (watcher.stdin as Socket).unref();
  child.once('exit', () => watcher.kill('SIGKILL'));
}
