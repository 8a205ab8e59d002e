import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Fields of /proc/PID/stat counted from behind the name, which may hold anything (proc(5): fields 3 and 22). */
const STATE = 0;
const START_TIME = 19;
const ZOMBIE = 'Z';

/**
 * When a process began, as an opaque text; null when there is none under this id, or only what its
 * parent has not taken note of. Together with the id it names one process for ever, where the id
 * alone is handed out again.
 */
export function processStart(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  if (process.platform === 'linux') return fromProc(pid);
  return fromPs(pid) ?? 'unknown';
}

function fromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[STATE] === ZOMBIE ? null : (fields[START_TIME] ?? null);
  } catch {
    return null;
  }
}

function fromPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
