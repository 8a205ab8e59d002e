import type { Database } from '../prisma/open-database.js';

/** Names of all tables of the schema, but for the migrations' own. */
export async function tablesOf(db: Database): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
    ORDER BY table_name`;
  return rows.map(({ name }) => name);
}

/** Everything that lies in the tables, as one text to search in: bytes are decoded one to one. */
export async function dumpDatabase(db: Database): Promise<string> {
  const parts: string[] = [];
  for (const table of await tablesOf(db)) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT row_to_json(t)::text AS row FROM "${table.replaceAll('"', '""')}" t`,
    );
    for (const { row } of rows) {
      parts.push(
        `${table} ${row.replace(/\\\\x([0-9a-f]*)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'))}`,
      );
    }
  }
  return parts.join('\n');
}
