import { deployMigrations } from '@idem/platform/prisma/migrate';
import type { CommandContext } from './command-context.js';
import { OperatorError } from './operator-error.js';
import { requireReachable } from './services/require-reachable.js';

/** `npm run migrate`: brings the tables of DATABASE_URL up to date. An embedded database is migrated at each start. */
export async function run({ env, progress }: CommandContext): Promise<number> {
  const databaseUrl = env.DATABASE_URL;
  if (!databaseUrl)
    throw new OperatorError('Set DATABASE_URL to the database whose tables to bring up to date.');
  await requireReachable('DATABASE_URL', databaseUrl);
  await progress.step(
    'Migrate',
    () => deployMigrations({ databaseUrl }),
    (applied) => (applied.length > 0 ? applied.join(', ') : 'nothing to apply'),
  );
  return 0;
}
