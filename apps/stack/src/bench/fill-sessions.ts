import type { Database } from '@idem/platform/prisma/open-database';

export interface FillOptions {
  readonly accountId: string;
  readonly count: number;
  /** When the oldest was created, in Unix ms; the next ones follow a second apart. */
  readonly since: number;
}

/** Every n-th session is of one customer, of one account, has one reference, is canceled. */
const EVERY = 40;

/** What the sessions that a filter finds have in common. */
export const FILLED = {
  client_reference_id: 'filled-reference',
  related_customer: 'cus_filled',
  related_customer_account: 'acct_filled',
} as const;

/**
 * Puts sessions of test mode into the database, as they are once their links have ended, in one statement. They have no
 * events, so that nobody is told of them.
 */
export async function fillSessions(db: Database, { accountId, count, since }: FillOptions): Promise<void> {
  await db.$executeRaw`
    INSERT INTO verification_sessions
      (id, account_id, livemode, type, status, options, client_reference_id, related_customer,
       related_customer_account, metadata, created_at, updated_at)
    SELECT 'vs_' || left(md5(${accountId} || n) || md5(n::text), 24), ${accountId}, false, 'document',
      (CASE WHEN n % ${EVERY} = 3 THEN 'verified' ELSE 'canceled' END)::"SessionStatus", '{"document": {}}'::jsonb,
      CASE WHEN n % ${EVERY} = 0 THEN ${FILLED.client_reference_id} ELSE 'reference-' || n END,
      CASE WHEN n % ${EVERY} = 1 THEN ${FILLED.related_customer} ELSE 'cus_' || n END,
      CASE WHEN n % ${EVERY} = 2 THEN ${FILLED.related_customer_account} ELSE 'acct_' || n END,
      '{}'::jsonb, moment, moment
    FROM generate_series(0, ${count}::int - 1) AS n,
      LATERAL (SELECT to_timestamp(${since / 1_000}::double precision + n) AS moment) AS at
    ORDER BY n`;
  await db.$executeRaw`ANALYZE verification_sessions`;
}
