import { cpSync, mkdtempSync } from 'node:fs';
import { appendFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFreshDatabase, type FreshDatabase } from '../testing/fresh-database.js';
import { DatabaseError } from './database-error.js';
import { deployMigrations, diffMigrations, PRISMA_DIR, writeMigration } from './migrate.js';
import { openDatabase } from './open-database.js';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await createFreshDatabase();
}, 60_000);
afterAll(() => fresh?.drop());

describe('a fresh database', () => {
  test('holds every table, empty', async () => {
    expect(await fresh.database.verificationSession.count()).toBe(0);
    await fresh.database.account.create({ data: { id: 'acct_1' } });
    expect(await fresh.database.account.count()).toBe(1);
  });

  test('is nobody else’s', async () => {
    const other = await createFreshDatabase();
    try {
      expect(await other.database.account.count()).toBe(0);
    } finally {
      await other.drop();
    }
  });
});

describe('migrations', () => {
  test('agree with schema.prisma', async () => {
    expect(await diffMigrations({ databaseUrl: fresh.url })).toBeNull();
  }, 60_000);

  test('are applied once', async () => {
    expect(await deployMigrations({ databaseUrl: fresh.url })).toEqual([]);
  });

  test('a change of the schema becomes a migration, which deploys', async () => {
    const prismaDir = mkdtempSync(path.join(tmpdir(), 'idem-prisma-'));
    try {
      cpSync(PRISMA_DIR, prismaDir, { recursive: true });
      await appendFile(path.join(prismaDir, 'schema.prisma'), '\nmodel Pet {\n  id String @id\n}\n');
      const options = { databaseUrl: fresh.url, prismaDir };
      expect(await diffMigrations(options)).toMatch(/CREATE TABLE "Pet"/);
      const name = await writeMigration(options, 'add_pet', new Date('2100-01-02T03:04:05Z'));
      expect(name).toBe('21000102030405_add_pet');
      expect(await readdir(path.join(prismaDir, 'migrations'))).toContain(name);
      expect(await deployMigrations(options)).toEqual([name]);
      expect(await diffMigrations(options)).toBeNull();
    } finally {
      await rm(prismaDir, { recursive: true });
    }
  }, 60_000);

  test('one that fails is reported, and names no credentials', async () => {
    const prismaDir = mkdtempSync(path.join(tmpdir(), 'idem-prisma-'));
    const other = await createFreshDatabase();
    try {
      cpSync(PRISMA_DIR, prismaDir, { recursive: true });
      const broken = path.join(prismaDir, 'migrations', '21000101000000_broken');
      cpSync(
        path.join(prismaDir, 'migrations', (await readdir(path.join(PRISMA_DIR, 'migrations')))[0] as string),
        broken,
        {
          recursive: true,
        },
      );
      await writeFile(path.join(broken, 'migration.sql'), 'SELECT * FROM nowhere;');
      const deployed = deployMigrations({ databaseUrl: other.url, prismaDir });
      await expect(deployed).rejects.toThrow(DatabaseError);
      await expect(deployed).rejects.toThrow(/nowhere/);
    } finally {
      await other.drop();
      await rm(prismaDir, { recursive: true });
    }
  }, 60_000);

  test('names of migrations are snake_case', async () => {
    await expect(writeMigration({ databaseUrl: fresh.url }, '../x', new Date())).rejects.toThrow(RangeError);
  });
});

describe('an unusable server', () => {
  test('that does not answer is named without the credentials', async () => {
    const refused = openDatabase({ databaseUrl: 'postgres://idem:hunter2@127.0.0.1:1/idem' });
    await expect(refused).rejects.toThrow(DatabaseError);
    await expect(refused).rejects.toThrow(/127\.0\.0\.1:1\/idem/);
    await expect(refused).rejects.not.toThrow(/hunter2/);
    await expect(
      deployMigrations({ databaseUrl: 'postgres://idem:hunter2@127.0.0.1:1/idem' }),
    ).rejects.toThrow(/127\.0\.0\.1:1\/idem/);
  });

  test('that refuses the login is named without the credentials', async () => {
    const url = new URL(fresh.url);
    url.password = 'hunter2';
    const refused = openDatabase({ databaseUrl: url.href });
    await expect(refused).rejects.toThrow(DatabaseError);
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });
});
