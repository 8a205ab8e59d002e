import { JOBS, type JobName } from '@idem/contracts';
import type { Clock } from '../clock/clock.js';
import type { Database, Transaction } from '../prisma/open-database.js';
import type { JobProducer } from '../queue/create-producer.js';

export interface RelayDeps {
  readonly db: Database;
  readonly producer: JobProducer;
  readonly clock: Clock;
}

const BATCH = 100;
/** Publishing a batch takes milliseconds; the transaction that holds its rows may take this long. */
const TRANSACTION_TIMEOUT_MS = 15_000;

/**
 * Hands promised jobs to the queue, oldest first, until none is left. Rows are locked while they are handed
 * over, so several relays share the work; a relay that dies leaves its rows to the next one. At least once:
 * it may die between publishing and its commit.
 *
 * @returns how many jobs were published
 * @throws {QueueUnavailableError} when the queue does not answer; the rows wait.
 */
export async function relayOutbox(deps: RelayDeps): Promise<number> {
  let published = 0;
  for (;;) {
    const count = await deps.db.$transaction((tx) => relayBatch(tx, deps), {
      timeout: TRANSACTION_TIMEOUT_MS,
    });
    published += count;
    if (count < BATCH) return published;
  }
}

async function relayBatch(tx: Transaction, deps: RelayDeps): Promise<number> {
  const rows = await tx.$queryRaw<{ id: bigint; job: string; payload: unknown }[]>`
    SELECT id, job, payload FROM outbox
    WHERE published_at IS NULL
    ORDER BY id
    LIMIT ${BATCH}
    FOR UPDATE SKIP LOCKED`;
  for (const { job, payload } of rows) {
    const name = jobName(job);
    await deps.producer.publish(name, JOBS[name].schema.parse(payload), { jobId: workOf(name, payload) });
  }
  if (rows.length > 0) {
    await tx.outboxRow.updateMany({
      where: { id: { in: rows.map(({ id }) => id) } },
      data: { publishedAt: deps.clock.now() },
    });
  }
  return rows.length;
}

function jobName(text: string): JobName {
  if (!Object.hasOwn(JOBS, text)) throw new Error(`the outbox promises the unknown job "${text}"`);
  return text as JobName;
}

/** The one id that a payload names: work on the same thing is not done twice side by side. */
function workOf(name: JobName, payload: unknown): string {
  const parsed = JOBS[name].schema.parse(payload);
  return 'submission_id' in parsed ? parsed.submission_id : parsed.delivery_id;
}
