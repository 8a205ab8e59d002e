import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  EMPTY_TRUST_STORE,
  formatTrustStore,
  parseTrustStore,
  type TrustStore,
  TrustStoreError,
} from '@idem/checks/chip/trust/trust-store';
import { OperatorError } from '../operator-error.js';

/**
 * Reads the file of a trust store; empty when there is none yet.
 *
 * @throws {OperatorError} when it is damaged.
 */
export function readStore(file: string): TrustStore {
  try {
    return parseTrustStore(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY_TRUST_STORE;
    if (error instanceof TrustStoreError)
      throw new OperatorError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Writes it; an interrupted write leaves the old content. All may read what only its owner may change. */
export function writeStore(file: string, store: TrustStore): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, formatTrustStore(store), { mode: 0o644 });
  renameSync(`${file}.new`, file);
}
