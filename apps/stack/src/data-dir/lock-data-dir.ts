import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../operator-error.js';
import { processStart } from './process-identity.js';

const holderSchema = z.object({ pid: z.int(), started: z.string() });

/**
 * Claims a data directory for this process: two PostgreSQL servers or two sets of keys on one
 * directory would ruin it. A claim whose holder is gone is taken over.
 *
 * @returns Gives the claim back
 * @throws OperatorError when a living process holds it
 */
export function lockDataDir(dataDir: string): () => void {
  const file = path.join(dataDir, 'stack.pid');
  const claim = { pid: process.pid, started: processStart(process.pid) ?? 'unknown' };
  // Written aside and linked into place, so that no reader ever sees half a claim.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(claim));
  try {
    while (!tryLink(draft, file)) {
      const holder = readHolder(file);
      if (holder !== null && processStart(holder.pid) === holder.started) {
        throw new OperatorError(
          `Idem already runs on ${dataDir} (process ${holder.pid}).\n` +
            '  Stop it first, or choose another directory with DATA_DIR.',
        );
      }
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => rmSync(file, { force: true });
}

function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): z.infer<typeof holderSchema> | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
