import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { CONSENT, deviceOf, slot } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const MINUTE_MS = 60_000;
const browser = (letter: string): string => letter.repeat(43);

interface Answer {
  key: string;
  scope: string;
  code: string | null;
  url: string | null;
  state: string;
  status: string;
  verification_session: string;
  error?: { code?: string };
}
async function post(path: string, key: string | null, fields: Record<string, string> = {}) {
  const response = await gateway.request('POST', path, { key, body: new URLSearchParams(fields) });
  return { status: response.status, body: (await response.json()) as Answer };
}
const open = (url: string, browser_key: string) =>
  post('/v1/idem/page_openings', null, { link: new URL(url).pathname.split('/').at(-1)!, browser_key });

/** A session that a laptop has opened. */
async function laptop() {
  const session = await stripe.identity.verificationSessions.create({ type: 'document' });
  const { key } = (await open(session.url!, browser('l'))).body;
  const path = `/v1/identity/verification_pages/${session.id}/handoff`;
  return {
    session,
    key,
    page: deviceOf(gateway, { id: session.id, client_secret: key }),
    handOver: async () => (await post(path, key)).body,
    state: async (by = key) => {
      const response = await gateway.request('GET', path, { key: by });
      return ((await response.json()) as Answer).state;
    },
    cancel: (by = key) => post(`${path}/cancel`, by),
  };
}
/** A phone that scanned the code of a hand-off. */
async function phone(session: { id: string }, url: string, key = browser('p')) {
  const { status, body } = await open(url, key);
  expect([status, body.error]).toEqual([200, undefined]);
  return { opening: body, page: deviceOf(gateway, { id: session.id, client_secret: body.key }) };
}

test('a phone takes the pictures, and the laptop sends them', async () => {
  const { session, page, handOver, state } = await laptop();
  await page.send(CONSENT);
  expect((await page.show()).body).toMatchObject({ allow_handoff: true });
  const handoff = await handOver();
  expect(handoff).toEqual({
    object: 'idem.handoff',
    state: 'waiting',
    url: expect.stringMatching(/^https:\/\/id\.example\/start\/[\w-]{43}$/),
    code: expect.stringMatching(/^[2-9A-HJ-NP-Z]{4}$/),
    expires_at: Math.floor(gateway.clock.now().getTime() / 1000) + 900,
  });
  expect(await state()).toBe('waiting');

  const second = await phone(session, handoff.url!);
  expect(second.opening).toMatchObject({ scope: 'capture', code: handoff.code });
  expect(await state()).toBe('opened');
  expect((await second.page.show()).body).toMatchObject({ allow_handoff: false });
  const front = await second.page.upload();
  expect((await second.page.send(slot('id_document_front', front))).body.requirements.missing).toEqual([]);
  expect((await page.submit()).body.status).toBe('processing');
  expect((await second.page.show()).body.status).toBe('processing');
});

describe('the second device', () => {
  test('decides nothing: neither consent, nor submission, nor that it cannot be, nor a third device', async () => {
    const { session, handOver } = await laptop();
    const { opening, page } = await phone(session, (await handOver()).url!);
    const path = `/v1/identity/verification_pages/${session.id}`;
    const refused = [
      await page.send(CONSENT),
      await page.send({ 'clear_data[biometric_consent]': 'true' }),
      await page.submit(),
      await post(`${path}/cannot_verify`, opening.key, { code: 'consent_declined' }),
      await post(`${path}/handoff`, opening.key),
      await post(`${path}/testing/verify`, opening.key),
    ];
    expect(refused.map(({ status, body }) => [status, body.error?.code])).toEqual(
      refused.map(() => [403, 'handoff_captures_only']),
    );
    expect((await stripe.identity.verificationSessions.retrieve(session.id)).status).toBe('requires_input');
  });

  test('is one: a second browser is turned away, the same one may come again', async () => {
    const { session, handOver } = await laptop();
    const { url } = await handOver();
    await phone(session, url!);
    const thief = await open(url!, browser('t'));
    expect([thief.status, thief.body.error?.code]).toEqual([403, 'link_opened_elsewhere']);
    await phone(session, url!);
  });

  test.each(['laptop', 'phone'])('can be ended from the %s', async (side) => {
    const { session, handOver, cancel, state } = await laptop();
    const { url } = await handOver();
    const { opening, page } = await phone(session, url!);
    expect((await cancel(side === 'phone' ? opening.key : undefined)).body.state).toBe('canceled');
    expect(await state()).toBe('canceled');
    expect((await page.show()).status).toBe(401);
    expect((await open(url!, browser('p'))).body.error?.code).toBe('link_invalid');
  });

  test('is put out by a newer one, by a newer link of the session, and by its redaction', async () => {
    const { session, handOver } = await laptop();
    const before = await phone(session, (await handOver()).url!);
    const now = await phone(session, (await handOver()).url!);
    expect((await before.page.show()).status).toBe(401);
    expect((await now.page.show()).status).toBe(200);
    const fresh = await stripe.identity.verificationSessions.retrieve(session.id);
    await open(fresh.url!, browser('n'));
    expect((await now.page.show()).status).toBe(401);

    const other = await laptop();
    const { url } = await other.handOver();
    await stripe.identity.verificationSessions.redact(other.session.id);
    expect((await open(url!, browser('p'))).body.error?.code).toBe('link_invalid');
  });

  test('has a quarter of an hour to come, and an hour to finish', async () => {
    const { session, handOver, state } = await laptop();
    const late = await handOver();
    gateway.clock.advance(15 * MINUTE_MS);
    expect(await state()).toBe('expired');
    expect((await open(late.url!, browser('p'))).body.error?.code).toBe('link_expired');

    const { page } = await phone(session, (await handOver()).url!);
    gateway.clock.advance(40 * MINUTE_MS);
    expect((await page.show()).status).toBe(200);
    gateway.clock.advance(20 * MINUTE_MS);
    expect((await page.show()).status).toBe(401);
  });
});

test('only the page that opened the link can hand over', async () => {
  const session = await stripe.identity.verificationSessions.create({ type: 'document' });
  const path = `/v1/identity/verification_pages/${session.id}/handoff`;
  for (const key of [session.client_secret, gateway.account.test.secret]) {
    expect((await post(path, key)).status).toBe(403);
    expect((await post(`${path}/cancel`, key)).status).toBe(404);
  }
  const mine = await laptop();
  expect((await post(path, mine.key)).status).toBe(403);
});
