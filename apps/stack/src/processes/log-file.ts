import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import path from 'node:path';

const ROLL_OVER_BYTES = 10_000_000;

/** Opens a log for appending; one that has grown large becomes `….1`, replacing the previous one. */
export function openLogFile(file: string): WriteStream {
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > ROLL_OVER_BYTES) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: 'a' });
}
