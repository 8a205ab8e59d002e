import { PrismaPg } from '@prisma/adapter-pg';
import { connectionFields } from './connection.js';
import { DatabaseError, describeDatabase, reasonOf } from './database-error.js';
import { type Prisma, PrismaClient } from './generated/client.js';

export type Database = PrismaClient;
/** What a callback of `database.$transaction` receives. Functions that only query accept it or a {@link Database}. */
export type Transaction = Prisma.TransactionClient;

export interface OpenDatabaseOptions {
  readonly databaseUrl: string;
  /** Connections of this process's pool. */
  readonly maxConnections?: number;
  /** How long a connection may take to come about, in ms. */
  readonly connectTimeoutMs?: number;
}

/**
 * Opens a pool and proves with one query that the server answers.
 *
 * @throws DatabaseError when the server cannot be reached or refuses the login.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { databaseUrl, maxConnections = 10, connectTimeoutMs = 5_000 } = options;
  const database = new PrismaClient({
    adapter: new PrismaPg({
      ...connectionFields(databaseUrl),
      max: maxConnections,
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: 'idem',
    }),
  });
  try {
    await database.$queryRaw`SELECT 1`;
  } catch (error) {
    await database.$disconnect();
    throw new DatabaseError(describeDatabase(databaseUrl), reasonOf(error), error);
  }
  return database;
}
