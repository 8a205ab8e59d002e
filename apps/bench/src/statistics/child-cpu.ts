import { readFileSync } from 'node:fs';

/** Linux reports to programs in hundredths of a second, whatever the kernel counts in (`man 7 time`, USER_HZ). */
const MS_PER_TICK = 10;

/**
 * CPU time in ms that the child processes of this one took, of those that have ended. Null where the system
 * does not tell: only Linux does (`man 5 proc`, `cutime` and `cstime`).
 */
export function childCpu(): number | null {
  let stat: string;
  try {
    stat = readFileSync('/proc/self/stat', 'utf8');
  } catch {
    return null;
  }
  // The second field is the program's name in parentheses, which may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[13]) + Number(fields[14]);
  return Number.isFinite(ticks) ? ticks * MS_PER_TICK : null;
}
