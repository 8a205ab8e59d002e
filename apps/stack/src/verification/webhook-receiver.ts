import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';

const SIGNATURE_HEADER = 'stripe-signature';

/** A delivery whose signature was right. */
export interface Delivery {
  readonly event: Stripe.Event;
  /** `performance.now()` at its arrival. */
  readonly arrivedAt: number;
}

/** An integrator's webhook endpoint on a free port of 127.0.0.1. */
export interface WebhookReceiver {
  /** Everything received so far, in order of arrival. */
  readonly deliveries: readonly Delivery[];
  /** How many requests bore no valid signature, and were answered with 400. */
  readonly rejected: number;
  /** The first delivery, past or to come, that `matches` accepts. @throws Error when none came in time */
  next(matches: (event: Stripe.Event) => boolean, patienceMs: number): Promise<Delivery>;
  stop(): Promise<void>;
}

/** Listens, and registers itself with the stack for every event. The official client checks each signature. */
export async function startWebhookReceiver(stripe: Stripe): Promise<WebhookReceiver> {
  const deliveries: Delivery[] = [];
  const watchers = new Set<(delivery: Delivery) => void>();
  let rejected = 0;
  let secret = '';

  const server = createServer(async (request, response) => {
    const arrivedAt = performance.now();
    const body = await readBody(request);
    try {
      const event = stripe.webhooks.constructEvent(body, request.headers[SIGNATURE_HEADER] ?? '', secret);
      const delivery = { event, arrivedAt };
      deliveries.push(delivery);
      for (const watch of watchers) watch(delivery);
      response.writeHead(200).end();
    } catch {
      rejected += 1;
      response.writeHead(400).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = await stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${port}/webhooks`,
    enabled_events: ['*'],
  });
  secret = endpoint.secret ?? '';

  return {
    deliveries,
    get rejected() {
      return rejected;
    },
    next(matches, patienceMs) {
      const earlier = deliveries.find(({ event }) => matches(event));
      if (earlier) return Promise.resolve(earlier);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watchers.delete(watch);
          reject(new Error(`no webhook within ${patienceMs / 1_000} s`));
        }, patienceMs);
        const watch = (delivery: Delivery) => {
          if (!matches(delivery.event)) return;
          clearTimeout(timer);
          watchers.delete(watch);
          resolve(delivery);
        };
        watchers.add(watch);
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Whether an event tells how a submission of this session ended. */
export function settles(sessionId: string): (event: Stripe.Event) => boolean {
  return (event) =>
    (event.type === 'identity.verification_session.verified' ||
      event.type === 'identity.verification_session.requires_input') &&
    event.data.object.id === sessionId;
}
