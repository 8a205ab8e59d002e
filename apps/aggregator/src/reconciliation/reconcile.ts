import type { Deps } from '../deps.js';
import { abandonSessions } from './abandon-sessions.js';
import { expireChecks } from './expire-checks.js';
import { forgetFaces } from './forget-faces.js';
import { forgetNumbers } from './forget-numbers.js';
import { forgetPictures } from './forget-pictures.js';
import { forgetSecrets } from './forget-secrets.js';
import { forgetTries } from './forget-tries.js';
import { pruneEphemeralKeys } from './prune-ephemeral-keys.js';
import { pruneIdempotencyRecords } from './prune-idempotency-records.js';
import { redactOverlooked } from './redact-overlooked.js';
import { requeueChecks } from './requeue-checks.js';
import { scheduleDeliveries } from './schedule-deliveries.js';
import { settleOverlooked } from './settle-overlooked.js';

const STEPS = {
  requeueChecks,
  expireChecks,
  settleOverlooked,
  scheduleDeliveries,
  abandonSessions,
  redactOverlooked,
  pruneEphemeralKeys,
  pruneIdempotencyRecords,
  forgetPictures,
  forgetFaces,
  forgetNumbers,
  forgetSecrets,
  forgetTries,
};

/**
 * The safety net: compares what PostgreSQL says should happen with what has happened, and makes up for what
 * was lost between. In the ordinary course it finds only webhook retries that have fallen due.
 *
 * A step that fails is logged and does not keep the others from running.
 */
export async function reconcile(deps: Deps): Promise<void> {
  for (const [name, step] of Object.entries(STEPS)) {
    try {
      const count = await step(deps);
      if (count > 0) deps.log.info({ step: name, count }, 'reconciled');
    } catch (error) {
      deps.log.error({ step: name, err: error }, 'could not reconcile');
    }
  }
}
