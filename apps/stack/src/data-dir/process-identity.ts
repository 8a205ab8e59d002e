import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Start time in clock ticks since boot is the 22nd field of /proc/PID/stat (proc(5)); the 20th after the name. */
const START_TIME_AFTER_NAME = 19;

/**
 * When a process began, as an opaque text; null when there is none under this id. Together with the
 * id it names one process for ever, where the id alone is handed out again.
 */
export function processStart(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  return fromProc(pid) ?? fromPs(pid) ?? 'unknown';
}

function fromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME_AFTER_NAME] ?? null;
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
