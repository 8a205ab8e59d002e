import 'reflect-metadata';
import { NestLogger } from '@idem/platform/log/nest-logger';
import { OutboxRelay } from '@idem/platform/outbox/outbox-relay';
import { BullMqServer } from '@idem/platform/queue/bullmq-server';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { aggregatorModule } from './aggregator.module.js';
import type { Deps } from './deps.js';
import { reconcile } from './reconciliation/reconcile.js';
import { repeat } from './repeat.js';
import { DeliveryLanes } from './webhooks/delivery-lanes.js';
import { createPostWebhook } from './webhooks/post-webhook.js';

/** Jobs of one queue at the same time. */
const CONCURRENCY = 32;
const RECONCILE_EVERY_MS = 2_000;

export interface Aggregator {
  /** Resolves when what was running has ended and nothing will begin any more. */
  stop(): Promise<void>;
}

/**
 * Takes work: settles sessions, delivers webhooks, redacts, relays the outbox, reconciles. Any number of aggregators
 * may run side by side.
 */
export async function startAggregator(
  deps: Deps,
  { databaseUrl, queueUrl }: { readonly databaseUrl: string; readonly queueUrl: string },
): Promise<Aggregator> {
  const post = createPostWebhook(deps.settings.webhookTimeoutMs);
  const lanes = new DeliveryLanes((error) =>
    deps.log.error({ err: error }, 'an attempt at a delivery broke off'),
  );
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(aggregatorModule(deps, post, lanes), {
    strategy: new BullMqServer({
      queueUrl,
      queues: ['settlement', 'webhooks', 'redaction'],
      concurrency: CONCURRENCY,
    }),
    logger: new NestLogger(deps.log),
  });
  await app.listen();
  const { db: database, log: logger, producer, clock } = deps;
  const outbox = new OutboxRelay({ databaseUrl, database, producer, clock, logger });
  outbox.start();
  const reconciliation = repeat(() => reconcile(deps), RECONCILE_EVERY_MS);
  return {
    async stop() {
      await Promise.all([app.close(), outbox.stop(), reconciliation.stop()]);
      await lanes.stop();
      await post.close();
    },
  };
}
