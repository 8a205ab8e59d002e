import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { deployMigrations } from '@idem/platform/prisma/migrate';
import type { Progress } from './command-context.js';
import { provideKeys, type StackKeys } from './data-dir/keys.js';
import { lockDataDir } from './data-dir/lock-data-dir.js';
import { provideSecrets } from './data-dir/secrets.js';
import { APPS, type AppName, announcesReady, mainFileOf } from './processes/apps.js';
import { type SupervisedProcess, supervise } from './processes/supervise.js';
import { waitUntilAnswering } from './processes/wait-until-answering.js';
import { freePort, requireFreePort } from './services/free-port.js';
import { type Services, startServices } from './services/start-services.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface StackOptions {
  readonly root: string;
  readonly dataDir: string;
  /** DATABASE_URL, REDIS_URL, S3_… choose services; everything else is passed on to the apps. */
  readonly env: Environment;
  /** 0 takes any free one. */
  readonly port: number;
  /** False only where the data may be lost with the machine. */
  readonly durable: boolean;
  readonly progress: Pick<Progress, 'step'>;
}

export interface Stack {
  readonly url: string;
  readonly keys: StackKeys;
  readonly dataDir: string;
  readonly logDir: string;
  readonly services: Services;
  readonly processes: Readonly<Record<AppName, SupervisedProcess>>;
  /** Ends every process that was started, in order. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a whole Idem on 127.0.0.1: services, tables, keys, apps. Returns when all of them answer;
 * on failure everything started so far is ended again.
 *
 * @throws OperatorError for what the person at the keyboard can put right
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { root, env, progress } = options;
  const dataDir = path.resolve(root, options.dataDir);
  const logDir = path.join(dataDir, 'logs');
  const undo: (() => Promise<void> | void)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      for (const step of undo.reverse()) await step();
    })();
    return stopped;
  };

  if (options.port !== 0) await requireFreePort(options.port);
  mkdirSync(dataDir, { recursive: true });
  undo.push(lockDataDir(dataDir));
  try {
    const secrets = provideSecrets(dataDir);
    const services = await progress.step(
      'Services',
      () => startServices({ root, dataDir, env, secrets, durable: options.durable }),
      ({ postgres, queue, objectStore }) =>
        [postgres.description, queue.description, objectStore.description].join(' · '),
    );
    undo.push(() => services.stop());
    const keys = await progress.step('Tables and keys', async () => {
      await deployMigrations({ databaseUrl: services.postgres.url });
      return provideKeys({ dataDir, databaseUrl: services.postgres.url });
    });

    const port = options.port || (await freePort());
    const url = `http://127.0.0.1:${port}`;
    const appEnv = {
      ...env,
      ...services.objectStore.env,
      DATABASE_URL: services.postgres.url,
      REDIS_URL: services.queue.url,
      IDEM_MASTER_KEY: env.IDEM_MASTER_KEY || secrets.master_key,
      DATA_DIR: dataDir,
      MODELS_DIR: env.MODELS_DIR || path.join(root, 'models', 'built'),
      HOST: env.HOST || '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: env.PUBLIC_URL || url,
      WEBHOOK_ALLOW_PRIVATE_NETWORKS: env.WEBHOOK_ALLOW_PRIVATE_NETWORKS || 'true',
    };
    const processes = await progress.step('Apps', async (step) => {
      const started = APPS.map((name) =>
        supervise({
          name,
          main: mainFileOf(root, name),
          cwd: root,
          env: appEnv,
          logFile: path.join(logDir, `${name}.log`),
          announcesReady,
        }),
      );
      undo.push(async () => {
        await Promise.all(started.map((it) => it.stop()));
      });
      const waiting = new Set<string>(APPS);
      await Promise.all(
        started.map(async (it) => {
          await it.ready;
          waiting.delete(it.name);
          step.detail(`waiting for ${[...waiting].join(', ')}`);
        }),
      );
      await waitUntilAnswering(`${url}/ready`);
      return Object.fromEntries(started.map((it) => [it.name, it])) as Record<AppName, SupervisedProcess>;
    });
    return { url, keys, dataDir, logDir, services, processes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
