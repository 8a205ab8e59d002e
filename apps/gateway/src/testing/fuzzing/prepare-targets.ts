import { suppliedDevice } from '../device.js';
import type { TestGateway } from '../start-gateway.js';

/** What exists and can be addressed, so that requests get behind the look-up. */
export interface FuzzTargets {
  readonly ids: readonly string[];
  /** Credentials of every kind, good and bad, the good ones more often. */
  readonly credentials: readonly string[];
}

/** Objects of every kind, and who may ask for them. */
export async function prepareTargets(gateway: TestGateway): Promise<FuzzTargets> {
  const stripe = gateway.stripe();
  const { verificationSessions } = stripe.identity;
  const open = await verificationSessions.create({
    type: 'document',
    options: { document: { require_matching_selfie: true } },
    provided_details: { email: 'jenny@example.com' },
  });
  const submitted = await verificationSessions.create({ type: 'document' });
  const { person, front } = await suppliedDevice(gateway, submitted);
  await person.submit();
  const canceled = await verificationSessions.create({ type: 'document' });
  await verificationSessions.cancel(canceled.id);
  const endpoint = await stripe.webhookEndpoints.create({
    url: 'https://hooks.example/idem',
    enabled_events: ['*'],
  });
  const [event] = (await stripe.events.list({ limit: 1 })).data;
  const { secret, restricted, publishable } = gateway.account.test;
  const bearer = (key: string | null | undefined) => `Bearer ${key ?? ''}`;
  return {
    ids: [open.id, submitted.id, canceled.id, front, endpoint.id, event!.id],
    credentials: [
      ...Array.from({ length: 12 }, () => bearer(secret)),
      ...Array.from({ length: 4 }, () => bearer(restricted)),
      ...Array.from({ length: 4 }, () => bearer(open.client_secret)),
      bearer(publishable),
      bearer(gateway.account.live?.secret),
      bearer('sk_test_unknown'),
      'Basic %%%',
      `Basic ${Buffer.from(`${secret}:`).toString('base64')}`,
      'Bearer',
      `Bearer ${'x'.repeat(4_000)}`,
      'Digest realm="a"',
    ],
  };
}
