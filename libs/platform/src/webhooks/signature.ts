import { createHmac } from 'node:crypto';
import type { Clock } from '../clock/clock.js';

/**
 * The `Stripe-Signature` header: `t=<unix seconds>,v1=<hex>[,v1=<hex>…]`, where each `v1` is
 * HMAC-SHA256 over `t.body`, keyed with a whole secret including its `whsec_`
 * (https://docs.stripe.com/webhooks#verify-manually). Receivers refuse old timestamps, so every attempt
 * is signed anew.
 *
 * @param body exactly the bytes that are sent
 * @param secrets every secret that is valid at the moment: more than one while a secret is being rolled
 * @throws RangeError without any secret
 */
export function signWebhook(
  deps: { readonly clock: Clock },
  input: { readonly body: Uint8Array | string; readonly secrets: readonly string[] },
): string {
  if (input.secrets.length === 0) throw new RangeError('a webhook is signed with at least one secret');
  const timestamp = Math.floor(deps.clock.now().getTime() / 1_000);
  const signatures = input.secrets.map((secret) => {
    const hmac = createHmac('sha256', secret).update(`${timestamp}.`).update(input.body);
    return `v1=${hmac.digest('hex')}`;
  });
  return [`t=${timestamp}`, ...signatures].join(',');
}
