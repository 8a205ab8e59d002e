import { JOBS, type JobName, type JobPayload } from '@idem/contracts';
import { z } from 'zod';
import type { Clock } from '../clock/clock.js';
import type { Logger } from '../log/logger.js';
import type { Database } from '../prisma/open-database.js';
import type { JobProducer } from '../queue/create-producer.js';

export interface RelayDeps {
  readonly database: Database;
  readonly producer: JobProducer;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Rows that one transaction locks and publishes. At under a millisecond each it stays short. */
export const BATCH_SIZE = 100;

/** Longest duration of that transaction in ms. A queue that does not answer ends it much earlier. */
const TRANSACTION_TIMEOUT_MS = 60_000;

const rowSchema = z.object({ id: z.bigint(), job: z.string(), payload: z.unknown() });
type Row = z.infer<typeof rowSchema>;

/**
 * Publishes the oldest unpublished jobs, in the order of their ids, and marks them. Relays running side by
 * side take different rows. When the process dies between publishing and marking, the job is published
 * again: at least once, never not at all.
 *
 * A row that the catalogue does not know is logged and marked as if published: it can never be published,
 * and must not hold up all others.
 *
 * @returns how many rows are done with; {@link BATCH_SIZE} means that more may be waiting.
 * @throws QueueUnavailableError after marking what was published before the queue failed.
 */
export async function relayOutbox(deps: RelayDeps): Promise<number> {
  const { done, failure } = await deps.database.$transaction(
    async (tx) => {
      const rows = z.array(rowSchema).parse(
        await tx.$queryRaw`
          SELECT id, job, payload FROM outbox WHERE published_at IS NULL
          ORDER BY id LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED`,
      );
      const batch = await publishInOrder(deps, rows);
      if (batch.done.length > 0) {
        await tx.outboxRow.updateMany({
          where: { id: { in: batch.done } },
          data: { publishedAt: deps.clock.now() },
        });
      }
      return batch;
    },
    { timeout: TRANSACTION_TIMEOUT_MS },
  );
  if (failure !== undefined) throw failure;
  return done.length;
}

/** Forgets jobs that were published before a moment. */
export async function pruneOutbox(
  deps: { readonly database: Database },
  input: { readonly publishedBefore: Date },
): Promise<number> {
  const { count } = await deps.database.outboxRow.deleteMany({
    where: { publishedAt: { lt: input.publishedBefore } },
  });
  return count;
}

async function publishInOrder(
  { producer, logger }: RelayDeps,
  rows: readonly Row[],
): Promise<{ done: bigint[]; failure?: unknown }> {
  const done: bigint[] = [];
  for (const { id, job, payload } of rows) {
    const parsed = isJobName(job) ? JOBS[job].schema.safeParse(payload) : null;
    if (!isJobName(job) || !parsed?.success) {
      logger.error(
        { outboxRow: String(id), job, problem: parsed?.error?.message },
        'an outbox row is not in the catalogue',
      );
    } else {
      try {
        await producer.publish(job, parsed.data, { jobId: workOf(parsed.data) });
      } catch (failure) {
        return { done, failure };
      }
    }
    done.push(id);
  }
  return { done };
}

/**
 * The one id that a payload names. Whoever else publishes the same work names it so too, and the queue then
 * sees that it has it already.
 */
function workOf(payload: JobPayload<JobName>): string {
  if ('submission_id' in payload) return payload.submission_id;
  return 'session_id' in payload ? payload.session_id : payload.delivery_id;
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}
