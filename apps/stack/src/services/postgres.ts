import pg from 'pg';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.js';
import { requireReachable, unreachable } from './require-reachable.js';
import { foreignService, type Service } from './service.js';

/**
 * PostgreSQL: the configured one, else one of our own.
 * @throws OperatorError when the configured one does not answer or refuses us
 */
export async function providePostgres(
  databaseUrl: string | undefined,
  options: EmbeddedPostgresOptions,
): Promise<Service> {
  if (!databaseUrl) return startEmbeddedPostgres(options);
  await requireReachable('DATABASE_URL', databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return foreignService(databaseUrl, `PostgreSQL ${rows[0]?.server_version.split(' ')[0]}, yours`);
  } catch (error) {
    throw unreachable('DATABASE_URL', databaseUrl, error instanceof Error ? error.message : String(error));
  } finally {
    await client.end().catch(() => {});
  }
}
