import path from 'node:path';
import type { Secrets } from '../data-dir/secrets.js';
import { type ObjectStore, provideObjectStore } from './object-store.js';
import { providePostgres } from './postgres.js';
import { provideQueue } from './redis.js';
import type { Service } from './service.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ServicesOptions {
  readonly root: string;
  readonly dataDir: string;
  readonly env: Environment;
  readonly secrets: Secrets;
  /** False only where the data may be lost with the machine. */
  readonly durable: boolean;
}

export interface Services {
  readonly postgres: Service;
  readonly queue: Service;
  readonly objectStore: ObjectStore;
  stop(): Promise<void>;
}

/** Starts, or finds, everything the apps connect to. What was started ends again when a later one fails. */
export async function startServices({
  root,
  dataDir,
  env,
  secrets,
  durable,
}: ServicesOptions): Promise<Services> {
  const objectStore = await provideObjectStore(env, dataDir);
  const postgres = await providePostgres(env.DATABASE_URL, {
    env,
    dataDir: path.join(dataDir, 'postgres'),
    password: secrets.postgres_password,
    durable,
  });
  try {
    const queue = await provideQueue(env.REDIS_URL, {
      env,
      dataDir: path.join(dataDir, 'redis'),
      password: secrets.redis_password,
      cacheDir: path.join(root, '.local', 'programs'),
      databaseUrl: postgres.url,
    });
    return {
      postgres,
      queue,
      objectStore,
      stop: async () => {
        await Promise.all([queue.stop(), postgres.stop()]);
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
