import { createApiKey } from '@idem/gateway/keys/create-api-key';
import { openDatabase } from '@idem/platform/prisma/open-database';
import { systemRandom } from '@idem/platform/random/random';
import { connectClient } from '@idem/stack/verification/connect-client';
import { settles } from '@idem/stack/verification/webhook-receiver';
import type Stripe from 'stripe';
import type { StackUnderTest } from '../../stack-under-test.js';

/** An integrator’s clients in one mode. */
export interface Integration {
  readonly stripe: Stripe;
  readonly restricted: Stripe;
  /** Waits until a session has settled. @returns the event that told it */
  settlement(sessionId: string): Promise<Stripe.Event>;
}

/** Told by signed webhooks. */
export const integrateInTestMode = (
  { stripe, restricted, receiver }: StackUnderTest,
  patienceMs: number,
): Integration => ({
  stripe,
  restricted,
  settlement: async (sessionId) => (await receiver.next(settles(sessionId), patienceMs)).event,
});

const EVERY_MS = 500;

/** The same account with live keys. Webhooks need an `https` address there, so that its events are asked for. */
export async function integrateInLiveMode(
  { stack }: StackUnderTest,
  patienceMs: number,
): Promise<Integration> {
  const db = await openDatabase({ databaseUrl: stack.services.postgres.url, maxConnections: 1 });
  try {
    const { id: accountId } = await db.account.findFirstOrThrow();
    const deps = { db, random: systemRandom };
    const of = { accountId, livemode: true } as const;
    const secret = await createApiKey(deps, { ...of, kind: 'secret' });
    const restricted = await createApiKey(deps, {
      ...of,
      kind: 'restricted',
      permissions: ['identity.read', 'identity.sensitive_results'],
    });
    const stripe = connectClient(stack.url, secret);
    return {
      stripe,
      restricted: connectClient(stack.url, restricted),
      async settlement(sessionId) {
        const end = performance.now() + patienceMs;
        while (performance.now() < end) {
          const { data } = await stripe.events.list({ limit: 100 });
          const found = data.find(settles(sessionId));
          if (found) return found;
          await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        }
        throw new Error(`${sessionId} has not settled within ${patienceMs / 1_000} s`);
      },
    };
  } finally {
    await db.$disconnect();
  }
}
