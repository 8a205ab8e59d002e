import { randomBytes } from 'node:crypto';
import { deployMigrations } from '@idem/platform/prisma/migrate';
import pg from 'pg';

export interface TestDatabases {
  /** A fresh database with all tables; its URL. */
  create(name: string): Promise<string>;
  /** Drops every database that was created. */
  drop(): Promise<void>;
}

/**
 * Databases for suites that run side by side, copied from one that was migrated. The database the
 * URL names is only used to connect through: it may be somebody's own and is never touched.
 */
export async function prepareTestDatabases(serverUrl: string): Promise<TestDatabases> {
  const prefix = `idem_test_${randomBytes(4).toString('hex')}`;
  const created: string[] = [];
  const execute = async (statement: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const urlOf = (database: string) => {
    const url = new URL(serverUrl);
    url.pathname = `/${database}`;
    return url.href;
  };
  const create = async (name: string, template: string) => {
    const database = `${prefix}_${name.replaceAll(/\W/g, '_')}`;
    await execute(`CREATE DATABASE "${database}" TEMPLATE "${template}"`);
    created.push(database);
    return database;
  };

  const template = await create('template', 'template1');
  await deployMigrations({ databaseUrl: urlOf(template) });
  return {
    create: async (name) => urlOf(await create(name, template)),
    async drop() {
      for (const database of created) await execute(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    },
  };
}
