import type { Facts } from '@idem/domain';
import { z } from 'zod';
import { openJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';

const facts = z.record(z.string(), z.unknown());

/** Ties sealed parts of an outcome to their row. */
export const outcomeContext = (
  row: { readonly submissionId: string; readonly check: string },
  part: 'facts' | 'evidence' | 'crops',
): string => `check_outcome:${row.submissionId}:${row.check}:${part}`;

/** What a passed check established. */
export function openFacts(
  key: SealingKey,
  row: { readonly submissionId: string; readonly check: string; readonly sealedFacts: Uint8Array | null },
): Facts {
  return row.sealedFacts === null ? {} : openJson(key, row.sealedFacts, outcomeContext(row, 'facts'), facts);
}
