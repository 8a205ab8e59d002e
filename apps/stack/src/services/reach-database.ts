import { existsSync } from 'node:fs';
import path from 'node:path';
import { deployMigrations } from '@idem/platform/prisma/migrate';
import { lockDataDir } from '../data-dir/lock-data-dir.js';
import { provideSecrets } from '../data-dir/secrets.js';
import { OperatorError } from '../operator-error.js';
import { runningPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { requireReachable } from './require-reachable.js';

/** Where `npm start` keeps its data unless told otherwise. */
export const DEFAULT_DATA_DIR = '.local/data';

export interface ReachedDatabase {
  readonly url: string;
  /** Ends what was started for the sake of reaching it. */
  stop(): Promise<void>;
}

/**
 * The database that a command is about: DATABASE_URL's, else the one of `npm start`, whether it runs or not. One that
 * does not run is started for as long as it is needed.
 *
 * @throws OperatorError when there is none
 */
export async function reachDatabase({
  root,
  env,
}: {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Promise<ReachedDatabase> {
  if (env.DATABASE_URL) {
    await requireReachable('DATABASE_URL', env.DATABASE_URL);
    return { url: env.DATABASE_URL, stop: async () => {} };
  }
  const dataDir = path.resolve(root, env.DATA_DIR || DEFAULT_DATA_DIR);
  if (!existsSync(path.join(dataDir, 'secrets.json'))) {
    throw new OperatorError(
      `There is no database in ${dataDir} yet: run npm start first, or set DATABASE_URL to the one that is meant.`,
    );
  }
  const embedded = {
    env,
    dataDir: path.join(dataDir, 'postgres'),
    password: provideSecrets(dataDir).postgres_password,
    durable: true,
  };
  const url = await runningPostgres(embedded);
  if (url !== null) return { url, stop: async () => {} };
  const unlock = lockDataDir(dataDir);
  try {
    const service = await startEmbeddedPostgres(embedded);
    try {
      await deployMigrations({ databaseUrl: service.url });
    } catch (error) {
      await service.stop();
      throw error;
    }
    return {
      url: service.url,
      async stop() {
        await service.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
