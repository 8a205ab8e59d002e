import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import { DatabaseError, describeDatabase, reasonOf } from './database-error.js';
import { type SchemaEngine, withSchemaEngine } from './schema-engine.js';

/** Where `schema.prisma` and `migrations/` lie. Found from `src` and from `dist` alike. */
export const PRISMA_DIR = fileURLToPath(new URL('../../../../prisma', import.meta.url));

const NOTHING_EXTERNAL: wasm.SchemaFilter = { externalTables: [], externalEnums: [] };
const LOCK_FILE = 'migration_lock.toml';
/** `diff` with `exitCode: true` answers with this when there is a difference. */
const DIFFERENT = 2;

export interface MigrateOptions {
  readonly databaseUrl: string;
  /** Default: {@link PRISMA_DIR}. */
  readonly prismaDir?: string;
}

/**
 * Applies the migrations that have not been applied yet, recording them in `_prisma_migrations` as the
 * Prisma CLI does. Safe to call from several processes at once: they wait for each other.
 *
 * @returns the names of the applied migrations, oldest first; empty when there was nothing to do.
 * @throws DatabaseError when the server cannot be reached or a migration fails.
 */
export function deployMigrations(options: MigrateOptions): Promise<readonly string[]> {
  return withEngine(options, async (engine, prismaDir) => {
    const migrationsList = await readMigrations(prismaDir);
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList,
      filters: NOTHING_EXTERNAL,
    });
    return appliedMigrationNames;
  });
}

/**
 * The SQL that leads from the migrations to `schema.prisma`, or null when they agree. Replays the
 * migrations in a shadow database, so the login needs the right to create databases.
 */
export function diffMigrations(options: MigrateOptions): Promise<string | null> {
  return withEngine(options, async (engine, prismaDir) => {
    const migrations = await readMigrations(prismaDir);
    const schemaPath = path.join(prismaDir, 'schema.prisma');
    const { exitCode, stdout } = await engine.diff({
      from:
        migrations.migrationDirectories.length > 0 ? { tag: 'migrations', ...migrations } : { tag: 'empty' },
      to: {
        tag: 'schemaDatamodel',
        files: [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }],
      },
      script: true,
      exitCode: true,
      filters: NOTHING_EXTERNAL,
    });
    return exitCode === DIFFERENT ? (stdout ?? '') : null;
  });
}

/**
 * Writes the difference as a new migration.
 *
 * @param name what it does, in snake_case.
 * @returns the new directory's name, `YYYYMMDDhhmmss_name` in UTC, or null when there was nothing to write.
 */
export async function writeMigration(
  options: MigrateOptions,
  name: string,
  now: Date,
): Promise<string | null> {
  if (!/^[a-z0-9_]+$/.test(name)) throw new RangeError(`"${name}" is not snake_case`);
  const sql = await diffMigrations(options);
  if (sql === null) return null;
  const migrations = path.join(options.prismaDir ?? PRISMA_DIR, 'migrations');
  const directory = `${now.toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`;
  await mkdir(path.join(migrations, directory), { recursive: true });
  await writeFile(path.join(migrations, directory, 'migration.sql'), sql);
  await writeFile(path.join(migrations, LOCK_FILE), 'provider = "postgresql"\n');
  return directory;
}

async function withEngine<T>(
  { databaseUrl, prismaDir = PRISMA_DIR }: MigrateOptions,
  use: (engine: SchemaEngine, prismaDir: string) => Promise<T>,
): Promise<T> {
  try {
    return await withSchemaEngine(databaseUrl, path.join(prismaDir, 'schema.prisma'), (engine) =>
      use(engine, prismaDir),
    );
  } catch (error) {
    throw new DatabaseError(describeDatabase(databaseUrl), reasonOf(error), error);
  }
}

async function readMigrations(prismaDir: string): Promise<wasm.MigrationList> {
  const baseDir = path.join(prismaDir, 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true }).catch(ignoreMissing);
  const names = (entries ?? []).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir,
    lockfile: {
      path: LOCK_FILE,
      content: (await readFile(path.join(baseDir, LOCK_FILE), 'utf8').catch(ignoreMissing)) ?? null,
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
