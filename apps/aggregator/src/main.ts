import 'reflect-metadata';
import { CHECK_DEFINITIONS } from '@idem/checks/registry';
import { systemClock } from '@idem/platform/clock/clock';
import { readConfig } from '@idem/platform/config/read-config';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { createLogger } from '@idem/platform/log/logger';
import { NestLogger } from '@idem/platform/log/nest-logger';
import { startOutboxLoop } from '@idem/platform/outbox/outbox-listener';
import { relayOutbox } from '@idem/platform/outbox/relay-outbox';
import { openDatabase } from '@idem/platform/prisma/open-database';
import { BullMqServer } from '@idem/platform/queue/bullmq-server';
import { createProducer } from '@idem/platform/queue/create-producer';
import { systemRandom } from '@idem/platform/random/random';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { aggregatorModule } from './aggregator.module.js';
import type { Deps } from './deps.js';
import { reconcile } from './reconciliation/reconcile.js';
import { repeat } from './repeat.js';
import { createPostWebhook } from './webhooks/post-webhook.js';

/** Deliveries that wait for slow endpoints at the same time, without keeping others back. */
const CONCURRENCY = 32;
const RECONCILE_EVERY_MS = 2_000;

const config = readConfig();
const log = createLogger({ name: 'aggregator', level: config.logLevel });
const db = await openDatabase({ databaseUrl: config.databaseUrl, maxConnections: 12 });
const producer = createProducer(config.queueUrl);
const deps: Deps = {
  db,
  keys: new MasterKeyRing(config.masterKeys),
  producer,
  clock: systemClock,
  random: systemRandom,
  log,
  checks: CHECK_DEFINITIONS,
  settings: config,
};
const post = createPostWebhook(config.webhookTimeoutMs);

const app = await NestFactory.createMicroservice<MicroserviceOptions>(aggregatorModule(deps, post), {
  strategy: new BullMqServer({
    queueUrl: config.queueUrl,
    queues: ['settlement', 'webhooks'],
    concurrency: CONCURRENCY,
  }),
  logger: new NestLogger(log),
});
await app.listen();
const outbox = startOutboxLoop({ databaseUrl: config.databaseUrl, relay: () => relayOutbox(deps), log });
const reconciliation = repeat(() => reconcile(deps), RECONCILE_EVERY_MS);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await Promise.all([app.close(), outbox.stop(), reconciliation.stop()]);
    await Promise.all([post.close(), producer.close(), db.$disconnect()]);
    process.exit(0);
  });
}
log.info('ready');
