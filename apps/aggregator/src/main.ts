import { CHECK_DEFINITIONS } from '@idem/checks/registry';
import { systemClock } from '@idem/platform/clock/clock';
import { readConfig } from '@idem/platform/config/read-config';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { OpenedFaces } from '@idem/platform/faces/opened-faces';
import { createLogger } from '@idem/platform/log/logger';
import { openDatabase } from '@idem/platform/prisma/open-database';
import { createProducer } from '@idem/platform/queue/create-producer';
import { systemRandom } from '@idem/platform/random/random';
import { openObjectStore } from '@idem/platform/storage/open-object-store';
import { startAggregator } from './start-aggregator.js';

/** Some 100 MB, of the 512 that docker-compose.yml gives. */
const MOST_OPENED_FACES = 50_000;

const config = readConfig();
const log = createLogger({ name: 'aggregator', level: config.logLevel });
const store = await openObjectStore(config.objectStore);
const db = await openDatabase({ databaseUrl: config.databaseUrl, maxConnections: 12 });
const producer = createProducer(config.queueUrl);
const aggregator = await startAggregator(
  {
    db,
    producer,
    store,
    log,
    keys: new MasterKeyRing(config.masterKeys),
    clock: systemClock,
    random: systemRandom,
    faces: new OpenedFaces(MOST_OPENED_FACES),
    checks: CHECK_DEFINITIONS,
    settings: config,
  },
  config,
);
log.info('ready');

async function shutDown(signal: NodeJS.Signals): Promise<void> {
  log.info({ signal }, 'shutting down');
  await aggregator.stop();
  await Promise.all([producer.close(), db.$disconnect()]);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, (received) => {
    shutDown(received).then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  });
}
