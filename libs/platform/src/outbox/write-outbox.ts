import { JOBS, type JobName, type JobPayload } from '@idem/contracts';
import type { Transaction } from '../prisma/open-database.js';

/** The channel on which PostgreSQL announces that rows were committed. */
export const OUTBOX_CHANNEL = 'idem_outbox';

/** A job to be published once the transaction has committed. */
export type OutboxEntry = {
  [N in JobName]: { readonly job: N; readonly payload: JobPayload<N> };
}[JobName];

/**
 * Promises jobs within a transaction: they are published if, and only if, it commits, in the order in
 * which they were written, at least once.
 *
 * @throws ZodError when a payload is not what the catalogue says; the transaction then fails.
 */
export async function writeOutbox(tx: Transaction, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.outboxRow.createMany({
    data: entries.map(({ job, payload }) => ({ job, payload: JOBS[job].schema.parse(payload) })),
  });
  // PostgreSQL delivers notifications when, and only if, the transaction commits.
  await tx.$executeRaw`SELECT pg_notify(${OUTBOX_CHANNEL}, '')`;
}
