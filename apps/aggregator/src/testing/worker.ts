import 'reflect-metadata';
import type { JobPayload } from '@idem/contracts';
import { BullMqServer } from '@idem/platform/queue/bullmq-server';
import { JobHandler } from '@idem/platform/queue/job-handler';
import { Controller, type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { Payload } from '@nestjs/microservices';

type Check = JobPayload<'check.document'>;

/** A worker that does `work` for every document check. */
export async function startWorker(
  queueUrl: string,
  work: (submissionId: string) => Promise<void>,
): Promise<{ stop(): Promise<void> }> {
  @Controller()
  class DocumentController {
    @JobHandler('check.document')
    async check(@Payload() { submission_id }: Check): Promise<void> {
      await work(submission_id);
    }
  }
  @Module({})
  class WorkerModule {}
  const module: DynamicModule = { module: WorkerModule, controllers: [DocumentController] };
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(module, {
    strategy: new BullMqServer({ queueUrl, queues: ['document'], concurrency: 4 }),
    logger: false,
  });
  await app.listen();
  return { stop: () => app.close() };
}
