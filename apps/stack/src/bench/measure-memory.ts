import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { descendantsOf } from '../processes/process-tree.js';

/**
 * Memory of a process and all below it, in MB of 10⁶ bytes. On Linux the proportional set size,
 * which counts a page shared by n processes as 1/n of a page in each; elsewhere the resident set size.
 */
export function measureMemory(pid: number): number {
  const kibibytes = [pid, ...descendantsOf(pid)].reduce((sum, it) => sum + ownKibibytes(it), 0);
  return (kibibytes * 1_024) / 1e6;
}

function ownKibibytes(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1]);
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  }
}
