// node dist/prisma/migrate-cli.js deploy | diff [name] | check
import { z } from 'zod';
import { systemClock } from '../clock/clock.js';
import { readDatabaseUrl } from '../config/read-config.js';
import { deployMigrations, diffMigrations, writeMigration } from './migrate.js';

const command = z.enum(['deploy', 'diff', 'check']);

/** Runs one command and returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const parsed = command.safeParse(args[0]);
  if (!parsed.success) {
    console.error('usage: migrate-cli deploy | diff [name] | check');
    return 64;
  }
  const options = { databaseUrl: readDatabaseUrl() };
  switch (parsed.data) {
    case 'deploy': {
      const applied = await deployMigrations(options);
      console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'nothing to apply');
      return 0;
    }
    case 'diff': {
      const written = await writeMigration(options, args[1] ?? 'change', systemClock.now());
      console.log(written ? `wrote prisma/migrations/${written}` : 'schema and migrations agree');
      return 0;
    }
    case 'check': {
      const drift = await diffMigrations(options);
      console.log(drift ?? 'schema and migrations agree');
      return drift === null ? 0 : 1;
    }
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
