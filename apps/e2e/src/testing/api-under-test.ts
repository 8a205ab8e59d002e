import { startAggregator } from '@idem/aggregator/start-aggregator';
import { startGateway, type TestGateway } from '@idem/gateway/testing/start-gateway';
import { systemClock } from '@idem/platform/clock/clock';
import { OpenedFaces } from '@idem/platform/faces/opened-faces';
import { createProducer } from '@idem/platform/queue/create-producer';
import { freshQueueUrl } from '@idem/platform/testing/fresh-queue';
import { startWebhookReceiver, type WebhookReceiver } from '@idem/stack/verification/webhook-receiver';
import type Stripe from 'stripe';

/** Longest wait for something that happens behind the API. */
export const PATIENCE_MS = 20_000;
export const START_MS = 60_000;

/** The API with all that answers it and no worker: sessions end by scripted outcomes. */
export interface ApiUnderTest {
  readonly gateway: TestGateway;
  /** Holds the test secret key. */
  readonly stripe: Stripe;
  /** Holds the test restricted key, which may see sensitive results. */
  readonly restricted: Stripe;
  /** An endpoint for everything; each delivery's signature was checked by the official client. */
  readonly receiver: WebhookReceiver;
  /** Resolves with the session once its checks are settled. */
  settled(id: string): Promise<Stripe.Identity.VerificationSession>;
  stop(): Promise<void>;
}

/** Gateway and aggregator in this process, over a database and a queue of their own. Every response is held against the document. */
export async function startApi(): Promise<ApiUnderTest> {
  const queueUrl = freshQueueUrl();
  const gateway = await startGateway({}, { clock: systemClock });
  const producer = createProducer(queueUrl);
  const { db, deps } = gateway;
  const aggregator = await startAggregator(
    {
      ...deps,
      log: deps.log as Parameters<typeof startAggregator>[0]['log'],
      producer,
      faces: new OpenedFaces(1_000),
      settings: {
        ...deps.settings,
        duplicatesDefault: 'tell',
        webhookTimeoutMs: 5_000,
        webhookAllowPrivateNetworks: true,
        webhookDisableAfterDays: 5,
      },
    },
    { databaseUrl: gateway.databaseUrl, queueUrl },
  );
  const stripe = gateway.stripe();
  const receiver = await startWebhookReceiver(stripe);
  return {
    gateway,
    stripe,
    restricted: gateway.stripe(gateway.account.test.restricted),
    receiver,
    async settled(id) {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const { status } = await db.verificationSession.findUniqueOrThrow({
          where: { id },
          select: { status: true },
        });
        if (status !== 'processing') return stripe.identity.verificationSessions.retrieve(id);
        if (performance.now() > until) throw new Error(`${id} was not settled within ${PATIENCE_MS} ms`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async stop() {
      await receiver.stop();
      await aggregator.stop();
      await producer.close();
      await gateway.stop();
    },
  };
}

/** What a refused call was refused with. */
export async function refusalOf(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const thrown: unknown = await work.then(
    () => new Error('the request was accepted'),
    (error: unknown) => error,
  );
  if (thrown instanceof Error && 'rawType' in thrown) return thrown as Stripe.errors.StripeError;
  throw thrown;
}
