import { CHECK_DEFINITIONS } from '@idem/checks/registry';
import { systemClock } from '@idem/platform/clock/clock';
import type { Config } from '@idem/platform/config/read-config';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import type { Logger } from '@idem/platform/log/logger';
import { openDatabase } from '@idem/platform/prisma/open-database';
import { createProducer } from '@idem/platform/queue/create-producer';
import { systemRandom } from '@idem/platform/random/random';
import { openRateLimiter } from '@idem/platform/rate-limits/open-rate-limiter';
import { openObjectStore } from '@idem/platform/storage/open-object-store';
import type { Deps } from './deps.js';

/**
 * Everything the gateway works with, proven reachable, but for the queue: sessions are taken and kept
 * while it is away.
 *
 * @throws DatabaseError, ObjectStoreError
 */
export async function openDeps(
  config: Config,
  log: Logger,
): Promise<{ readonly deps: Deps; close(): Promise<void> }> {
  const store = await openObjectStore(config.objectStore);
  const db = await openDatabase({ databaseUrl: config.databaseUrl });
  const producer = createProducer(config.queueUrl);
  const limiter = openRateLimiter(config.queueUrl, log);
  return {
    deps: {
      db,
      limiter,
      store,
      log,
      keys: new MasterKeyRing(config.masterKeys),
      clock: systemClock,
      random: systemRandom,
      checks: CHECK_DEFINITIONS,
      pingQueue: () => producer.check(),
      settings: {
        publicUrl: config.publicUrl,
        checkDeadlineSeconds: config.checkDeadlineSeconds,
        maxUploadBytes: config.maxUploadBytes,
        maxImagePixels: config.maxImagePixels,
        livenessDefault: config.livenessDefault,
        livenessOnPage: config.livenessOnPage,
        tries: config.tries,
        faceDuplicatesDays: config.faceDuplicatesDays,
        documentDuplicatesDays: config.documentDuplicatesDays,
        challengeSeconds: config.challengeSeconds,
        trustedProxies: config.trustedProxies,
        rateLimits: config.rateLimits,
      },
    },
    async close() {
      limiter.close();
      await producer.close();
      await db.$disconnect();
    },
  };
}
