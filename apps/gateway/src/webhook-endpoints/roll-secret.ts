import {
  type RollSecretParams,
  renderWebhookEndpoint,
  stateForbids,
  type WebhookEndpointResource,
} from '@idem/contracts';
import type { Transaction } from '@idem/platform/prisma/open-database';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { endpointRecord, lockEndpoint } from './find-endpoint.js';
import { newSigningSecret } from './signing-secret.js';

const DAY_SECONDS = 24 * 60 * 60;
/** Every one of them adds a signature to every webhook. */
const MAX_EARLIER = 4;

/**
 * Gives an endpoint a new signing secret, shown in this response and never again. The one before signs beside it until
 * it ends, and secrets rolled before that end no later: after `expires_in=0` the new one is the only one.
 *
 * @param input.params.expires_in seconds for which the secret before still signs, at most a day, which is the default
 * @throws {ApiError} 400 when too many earlier secrets still sign, 404
 */
export async function rollSecret(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: RollSecretParams },
): Promise<WebhookEndpointResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const { secret, sealedSecret } = newSigningSecret(deps, id);
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + (params.expires_in ?? DAY_SECONDS) * 1000);
  const row = await deps.db.$transaction(async (tx) => {
    const current = await lockEndpoint(tx, caller, id);
    await endBy(tx, id, expiresAt, now);
    if (expiresAt > now) {
      if ((await tx.webhookEndpointSecret.count({ where: { endpointId: id } })) >= MAX_EARLIER) {
        throw stateForbids(
          `This webhook endpoint already has ${MAX_EARLIER} previous secrets that have not expired. Wait until one of them expires, or expire all of them now with expires_in=0.`,
        );
      }
      await tx.webhookEndpointSecret.create({
        data: { endpointId: id, sealedSecret: current.sealedSecret, expiresAt },
      });
    }
    return tx.webhookEndpoint.update({ where: { id }, data: { sealedSecret } });
  });
  return renderWebhookEndpoint(endpointRecord(row), secret);
}

/** Lets earlier secrets end no later than a moment, and forgets those that have ended. */
async function endBy(tx: Transaction, endpointId: string, at: Date, now: Date): Promise<void> {
  await tx.webhookEndpointSecret.updateMany({
    where: { endpointId, expiresAt: { gt: at } },
    data: { expiresAt: at },
  });
  await tx.webhookEndpointSecret.deleteMany({ where: { endpointId, expiresAt: { lte: now } } });
}
