import Stripe from 'stripe';

/** The official client, speaking to a stack instead of to Stripe. */
export function connectClient(url: string, key: string): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 });
}
