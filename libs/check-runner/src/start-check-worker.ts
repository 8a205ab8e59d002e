import 'reflect-metadata';
import { CHECK_DEFINITIONS } from '@idem/checks/registry';
import { checkJobName, JOBS } from '@idem/contracts';
import type { CheckDefinition } from '@idem/domain';
import { systemClock } from '@idem/platform/clock/clock';
import { readConfig } from '@idem/platform/config/read-config';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { createLogger } from '@idem/platform/log/logger';
import { NestLogger } from '@idem/platform/log/nest-logger';
import { openDatabase } from '@idem/platform/prisma/open-database';
import { createProcessPool } from '@idem/platform/processes/process-pool';
import { BullMqServer, type ExhaustedJob } from '@idem/platform/queue/bullmq-server';
import { createProducer } from '@idem/platform/queue/create-producer';
import { openObjectStore } from '@idem/platform/storage/open-object-store';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { checkController, DEPS } from './check-controller.js';
import type { JudgeAnswer, JudgeData, JudgeTask } from './judge-process.js';
import { recordExhaustedCheck } from './record-exhausted-check.js';
import type { RunCheckDeps } from './run-check.js';

@Module({})
class CheckWorkerModule {}

/** One check takes no longer than this, in ms; a process that does is killed, and the job tried again. */
const LONGEST_CHECK_MS = 30_000;

/**
 * Runs a worker process: consumes the jobs of the named checks until it is told to stop.
 *
 * @param name of the process, for its log
 * @param checks names of the checks in the registry
 */
export async function startCheckWorker(name: string, checks: readonly string[]): Promise<void> {
  const config = readConfig();
  const log = createLogger({ name, level: config.logLevel });
  const definitions = checks.map(findCheck);
  const db = await openDatabase({
    databaseUrl: config.databaseUrl,
    maxConnections: config.workerConcurrency + 2,
  });
  const producer = createProducer(config.queueUrl);
  const pool = createProcessPool<JudgeTask, JudgeAnswer>({
    module: new URL('../dist/judge-process.js', import.meta.url),
    processes: config.workerConcurrency,
    data: {
      modelsDir: config.modelsDir,
      modelOverrides: config.modelOverrides,
      cscaStore: config.cscaStore,
      cscaRevocation: config.cscaRevocation,
    } satisfies JudgeData,
  });
  const ask = (task: JudgeTask, signal: AbortSignal) =>
    pool.run(task, AbortSignal.any([signal, AbortSignal.timeout(LONGEST_CHECK_MS)]));
  const deps: RunCheckDeps = {
    db,
    keys: new MasterKeyRing(config.masterKeys),
    store: await openObjectStore(config.objectStore),
    producer,
    clock: systemClock,
    hashPictures: async (pictures, signal) => {
      const answer = await ask({ task: 'hash', pictures }, signal);
      if ('verdict' in answer) throw new Error('a process judged where it should have hashed');
      return answer;
    },
    judge: async (check, input, signal) => {
      const answer = await ask({ task: 'judge', check, input }, signal);
      if (!('verdict' in answer)) throw new Error('a process hashed where it should have judged');
      return answer;
    },
  };

  const app = await NestFactory.createMicroservice<MicroserviceOptions>(
    {
      module: CheckWorkerModule,
      controllers: definitions.map(checkController),
      providers: [{ provide: DEPS, useValue: deps }],
    },
    {
      strategy: new BullMqServer({
        queueUrl: config.queueUrl,
        queues: definitions.map((check) => JOBS[checkJobName(check.name)].queue),
        concurrency: config.workerConcurrency,
        onExhausted: (job, error) => recordExhausted(deps, definitions, job, error),
      }),
      logger: new NestLogger(log),
    },
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      await app.close();
      await Promise.all([pool.close(), producer.close(), db.$disconnect()]);
      process.exit(0);
    });
  }
  await app.listen();
  log.info({ checks }, 'ready');
}

function findCheck(name: string): CheckDefinition {
  const check = CHECK_DEFINITIONS.find((known) => known.name === name);
  if (check === undefined) throw new Error(`there is no check "${name}"`);
  return check;
}

async function recordExhausted(
  deps: RunCheckDeps,
  definitions: readonly CheckDefinition[],
  { name, payload }: ExhaustedJob,
  error: Error,
): Promise<void> {
  const check = definitions.find((known) => checkJobName(known.name) === name);
  if (check === undefined || !('submission_id' in payload)) return;
  await recordExhaustedCheck(deps, { check, submissionId: payload.submission_id, error });
}
