import type { Database, Transaction } from './open-database.js';

/** How long a reader waits for a connection of the pool, in ms: a page of a list asks for many at once. */
const MAX_WAIT_MS = 10_000;

/**
 * Reads several rows as they were at one moment. What a session's key sealed has to be read with the session: between
 * two reads its redaction may reseal the one and destroy the key of the other. Prisma's `include` is several reads too.
 */
export const readAtOnce = <T>(database: Database, read: (tx: Transaction) => Promise<T>): Promise<T> =>
  database.$transaction(read, { isolationLevel: 'RepeatableRead', maxWait: MAX_WAIT_MS });
