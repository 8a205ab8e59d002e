import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import Stripe from 'stripe';
import { signWebhook } from './signature.js';

const stripe = new Stripe('sk_test_unused');
const NOW = new Date('2026-11-22T12:00:00.999Z');
const SECONDS = Math.floor(NOW.getTime() / 1_000);
const clock = { now: () => NOW };

/** What a receiver with Stripe's own library makes of it, five minutes of tolerance included. */
function receive(body: string, header: string, secret: string, receivedAt = NOW): Stripe.Event {
  return stripe.webhooks.constructEvent(body, header, secret, undefined, undefined, receivedAt.getTime());
}

describe('signWebhook', () => {
  test("is accepted by Stripe's library", () => {
    const body = JSON.stringify({ id: 'evt_1', object: 'event', note: 'Grüße' });
    for (const bytes of [body, Buffer.from(body)]) {
      const header = signWebhook({ clock }, { body: bytes, secrets: ['whsec_one'] });
      expect(receive(body, header, 'whsec_one')).toMatchObject({ id: 'evt_1' });
    }
  });

  test('is what Stripe’s library itself would sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), (payload, secret) => {
        const theirs = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: SECONDS });
        expect(signWebhook({ clock }, { body: payload, secrets: [secret] })).toBe(theirs);
      }),
    );
  });

  test('while a secret is being rolled, holders of either are served', () => {
    const header = signWebhook({ clock }, { body: '{}', secrets: ['whsec_new', 'whsec_old'] });
    expect(header.match(/v1=[0-9a-f]{64}/g)).toHaveLength(2);
    expect(() => receive('{}', header, 'whsec_new')).not.toThrow();
    expect(() => receive('{}', header, 'whsec_old')).not.toThrow();
    expect(() => receive('{}', header, 'whsec_other')).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
  });

  test('covers the body and the time', () => {
    const header = signWebhook({ clock }, { body: '{"a":1}', secrets: ['whsec_one'] });
    expect(() => receive('{"a":2}', header, 'whsec_one')).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    expect(() => receive('{"a":1}', header.replace(/t=\d+/, `t=${SECONDS + 1}`), 'whsec_one')).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    const tooLate = new Date(NOW.getTime() + 302_000);
    expect(() => receive('{"a":1}', header, 'whsec_one', tooLate)).toThrow(/tolerance/);
  });

  test('refuses to send unsigned', () => {
    expect(() => signWebhook({ clock }, { body: '{}', secrets: [] })).toThrow(RangeError);
  });
});
