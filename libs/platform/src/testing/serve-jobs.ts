import { setTimeout as sleep } from 'node:timers/promises';
import type { JobPayload, QueueName } from '@idem/contracts';
import { Controller, type INestMicroservice, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { BullMqServer, type BullMqServerOptions } from '../queue/bullmq-server.js';
import { createProducer, type JobProducer } from '../queue/create-producer.js';
import type { JobContext, JobRun } from '../queue/job-context.js';
import { JobHandler } from '../queue/job-handler.js';

export type Check = JobPayload<'check.completed'>;
export type Work = (payload: Check, run: JobRun) => Promise<void>;

const cleanups: Array<() => Promise<unknown>> = [];

/** Runs after the test, before everything that was promised earlier. */
export function afterwards(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup);
}

/** Ends what a test started, the latest first: `afterEach(cleanUp)`. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

/** A controller for `settlement` that does what it is told. */
export function settlementController(work: Work): Type {
  @Controller()
  class SettlementController {
    @JobHandler('check.completed')
    async settle(@Payload() payload: Check, @Ctx() context: JobContext): Promise<void> {
      await work(payload, context.run);
    }
  }
  return SettlementController;
}

export async function serve(
  controllers: Type[],
  options: Partial<BullMqServerOptions> & { queueUrl: string },
  queues: readonly QueueName[] = ['settlement'],
): Promise<INestMicroservice> {
  const module = await Test.createTestingModule({ controllers }).compile();
  const strategy = new BullMqServer({ queues, concurrency: 4, ...options });
  const app = module.createNestMicroservice({ strategy, logger: false });
  await app.listen();
  return app;
}

export async function serveWork(work: Work, options: Partial<BullMqServerOptions> & { queueUrl: string }) {
  const app = await serve([settlementController(work)], options);
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= app.close();
    return closed;
  };
  afterwards(close);
  return { close };
}

export function producerFor(queueUrl: string): JobProducer {
  const producer = createProducer(queueUrl);
  afterwards(() => producer.close());
  return producer;
}

export async function until(condition: () => boolean, ms = 15_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${condition}`);
    await sleep(10);
  }
}
