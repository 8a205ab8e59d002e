import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { readTestServices } from '../config/read-test-services.js';
import { connectionFields } from '../prisma/connection.js';
import { deployMigrations, PRISMA_DIR } from '../prisma/migrate.js';
import { type Database, openDatabase } from '../prisma/open-database.js';

/** Serialises the making of databases on one server, among all test processes. "idem" in ASCII. */
const LOCK = 0x6964656d;

/** A migrated, empty database of one's own. */
export interface FreshDatabase {
  readonly url: string;
  /** Connected to it. */
  readonly database: Database;
  /** Disconnects and drops it, whoever else may still be connected. */
  drop(): Promise<void>;
}

/**
 * Makes a database for one spec file on the server of `DATABASE_URL`, as a copy of a template that the
 * first caller migrates. The template is named after the migrations, so it is never stale.
 *
 * @throws ConfigError when there is no server.
 */
export async function createFreshDatabase(
  server: string = readTestServices().databaseUrl,
): Promise<FreshDatabase> {
  const name = `idem_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const template = await migratedTemplate(client, server);
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  });
  const url = withDatabase(server, name);
  const database = await openDatabase({ databaseUrl: url });
  return {
    url,
    database,
    async drop() {
      await database.$disconnect();
      await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    },
  };
}

async function migratedTemplate(client: pg.Client, server: string): Promise<string> {
  const template = `idem_template_${await fingerprintOfMigrations()}`;
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (found.rowCount !== 0) return template;
  const unfinished = `${template}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
  await client.query(`CREATE DATABASE "${unfinished}"`);
  await deployMigrations({ databaseUrl: withDatabase(server, unfinished) });
  await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`);
  return template;
}

async function fingerprintOfMigrations(): Promise<string> {
  const hash = createHash('sha256');
  const directory = path.join(PRISMA_DIR, 'migrations');
  const migrations = await readdir(directory, { withFileTypes: true });
  for (const name of migrations
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()) {
    hash.update(name).update(await readFile(path.join(directory, name, 'migration.sql')));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Advisory locks hold within one database only, so everybody meets in the one that every server has.
 * Closing the connection also gives up its lock.
 */
async function onServer(server: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(connectionFields(server, 'postgres'));
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
