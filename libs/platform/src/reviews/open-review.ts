import type { ErrorCode, Review } from '@idem/domain';
import { z } from 'zod';
import { openJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import type { Prisma, SessionReview } from '../prisma/generated/client.js';

/** The review that counts of a report: the last. */
export const LAST_REVIEW = {
  orderBy: { seq: 'desc' },
  take: 1,
} as const satisfies Prisma.SessionReviewFindManyArgs;

/** Binds a sealed reason to its row. */
export const reviewContext = (id: string): string => `session_review:${id}`;

/** A review's reason; null once its session was redacted. @param key of the session */
export const openReason = (key: SealingKey, { id, sealedReason }: SessionReview): string | null =>
  sealedReason === null ? null : openJson(key, sealedReason, reviewContext(id), z.string());

/**
 * The last review of a report.
 *
 * @param rows read with {@link LAST_REVIEW}
 * @param key of the session
 * @returns null when there is none, and once the session was redacted, when the report's sections are as it left them
 */
export function openLastReview(key: SealingKey, [row]: readonly SessionReview[]): Review | null {
  if (row === undefined) return null;
  if (row.verdict === 'verified') return { verdict: 'verified' };
  const reason = openReason(key, row);
  if (row.code === null || reason === null) return null;
  return { verdict: 'unverified', error: { code: row.code as ErrorCode, reason } };
}
