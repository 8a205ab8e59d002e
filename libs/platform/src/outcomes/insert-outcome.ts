import type { Evidence, FaceCrops } from '@idem/contracts';
import type { CheckOutcome } from '@idem/domain';
import { sealJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import type { Database, Transaction } from '../prisma/open-database.js';
import { outcomeContext } from './open-facts.js';

export interface NewOutcome {
  readonly submissionId: string;
  readonly outcome: CheckOutcome;
  readonly durationMs: number;
  readonly createdAt: Date;
  /** What the decision rests on; absent when the check could not be carried out. */
  readonly basis?: {
    readonly evidence: Evidence;
    readonly models: readonly string[];
    readonly thresholdsVersion: string;
    /** The faces that were compared. */
    readonly crops?: FaceCrops;
  };
}

/**
 * Writes an outcome down, unless the submission has one of this check already: the first one counts.
 *
 * @param key the session's data key
 * @returns whether this was the first
 */
export async function insertOutcome(
  db: Database | Transaction,
  key: SealingKey,
  { submissionId, outcome, durationMs, createdAt, basis }: NewOutcome,
): Promise<boolean> {
  const { check, status } = outcome;
  const at = (part: 'facts' | 'evidence' | 'crops') => outcomeContext({ submissionId, check }, part);
  const { count } = await db.checkOutcome.createMany({
    data: {
      submissionId,
      check,
      status,
      code: outcome.status === 'failed' ? outcome.code : null,
      reason: outcome.status === 'passed' ? null : outcome.reason,
      incomplete: outcome.status === 'failed' && outcome.incomplete === true,
      sealedFacts: outcome.status === 'passed' ? sealJson(key, outcome.facts, at('facts')) : null,
      sealedEvidence: basis === undefined ? null : sealJson(key, basis.evidence, at('evidence')),
      sealedCrops: basis?.crops ? sealJson(key, basis.crops, at('crops')) : null,
      models: [...(basis?.models ?? [])],
      thresholdsVersion: basis?.thresholdsVersion ?? null,
      durationMs,
      createdAt,
    },
    skipDuplicates: true,
  });
  return count === 1;
}
