import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { CONSENT, deviceOf, slot, suppliedDevice } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const HOUR_MS = 3_600_000;
type Session = Stripe.Identity.VerificationSession;
const create = (options: Stripe.Identity.VerificationSessionCreateParams.Options = {}) =>
  stripe.identity.verificationSessions.create({ type: 'document', options });
const retrieve = ({ id }: { id: string }) => stripe.identity.verificationSessions.retrieve(id);
const tokenOf = ({ url }: Session): string => new URL(url ?? '').pathname.split('/').at(-1)!;
const browser = (letter: string): string => letter.repeat(43);

interface Opening {
  verification_session: string;
  key: string;
  expires_at: number;
  error?: { code?: string; param?: string; message: string };
}
async function open(fields: Record<string, string>) {
  const body = new URLSearchParams(fields);
  const response = await gateway.request('POST', '/v1/idem/page_openings', { key: null, body });
  return { status: response.status, body: (await response.json()) as Opening };
}
const openLink = (session: Session, browser_key = browser('a')) =>
  open({ link: tokenOf(session), browser_key });
const refusal = ({ status, body }: Awaited<ReturnType<typeof open>>) => [status, body.error?.code];
/** The page in a browser that opened the session's link. */
async function pageOf(session: Session, browser_key = browser('a')) {
  const { status, body } = await openLink(session, browser_key);
  expect([status, body.error]).toEqual([200, undefined]);
  return deviceOf(gateway, { id: body.verification_session, client_secret: body.key });
}

test('a link leads its browser through the whole verification', async () => {
  await stripe.rawRequest('POST', '/v1/idem/page_settings', { name: 'Rocket Rides' });
  const session = await stripe.identity.verificationSessions.create({
    type: 'document',
    return_url: 'https://shop.example/back',
  });
  const { body: opening } = await openLink(session);
  expect(opening).toEqual({
    object: 'idem.page_opening',
    verification_session: session.id,
    livemode: false,
    key: expect.stringMatching(/^ek_test_/),
    expires_at: expect.any(Number),
    scope: 'person',
    account_name: 'Rocket Rides',
    code: null,
  });
  const asPerson = { id: session.id, client_secret: opening.key };
  expect((await deviceOf(gateway, asPerson).show()).body).toMatchObject({
    account: { name: 'Rocket Rides' },
    return_url: 'https://shop.example/back',
    last_error: null,
    document_capture: { high_res_image_crop_padding: 0.08, motion_blur_min_duration: 500 },
  });
  const { person } = await suppliedDevice(gateway, asPerson);
  expect((await person.submit()).body).toMatchObject({ status: 'processing', submitted: true });
  expect((await person.show()).body.status).toBe('processing');
});

describe('the first browser to open a link', () => {
  test('is the only one that can open it, as often as it likes', async () => {
    const session = await create();
    const person = await pageOf(session);
    await person.send(CONSENT);
    expect(refusal(await openLink(session, browser('b')))).toEqual([403, 'link_opened_elsewhere']);
    const again = await pageOf(session);
    expect((await again.show()).body.requirements.missing).toEqual(['id_document_front']);
    gateway.clock.advance(2 * HOUR_MS);
    expect((await again.show()).status).toBe(401);
    expect((await (await pageOf(session)).show()).body.requirements.missing).toEqual(['id_document_front']);
    gateway.clock.advance(-2 * HOUR_MS);
  });

  test('takes the client secret out of use, and hands it over to nobody', async () => {
    const session = await create();
    await pageOf(session);
    const bare = deviceOf(gateway, session);
    expect((await bare.send(CONSENT)).status).toBe(401);
    expect((await bare.submit()).status).toBe(401);
  });

  test('may come by the client secret as well', async () => {
    const session = await create();
    const given = { link: session.client_secret!, browser_key: browser('a') };
    expect((await open(given)).body.verification_session).toBe(session.id);
    expect((await openLink(session)).status).toBe(200);
    const other = await create();
    const mixed = `${other.id}_secret_${session.client_secret!.split('_secret_')[1]}`;
    expect(refusal(await open({ ...given, link: mixed }))).toEqual([404, 'link_invalid']);
  });

  test('is not fooled by two that come at once', async () => {
    const session = await create();
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => openLink(session, browser(name))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
  });
});

describe('a session whose link was opened', () => {
  test('shows the integrator a fresh link, and the person goes on undisturbed', async () => {
    const session = await create();
    const person = await pageOf(session);
    const fresh = await retrieve(session);
    expect(fresh.url).toMatch(/^https:/);
    expect(fresh.url).not.toBe(session.url);
    expect((await retrieve(session)).url).toBe(fresh.url);
    expect((await person.send(CONSENT)).status).toBe(200);
    expect((await openLink(session)).status).toBe(200);
  });

  test('follows the browser that opened the newest link, and leaves the one before', async () => {
    const session = await create();
    const before = await pageOf(session);
    const fresh = await retrieve(session);
    const now = await pageOf(fresh, browser('b'));
    expect((await now.send(CONSENT)).status).toBe(200);
    expect((await before.send(CONSENT)).status).toBe(401);
    expect(refusal(await openLink(session))).toEqual([404, 'link_invalid']);
  });
});

describe('a try that failed', () => {
  test('can be made again on the same page, while tries are left', async () => {
    const session = await create();
    const { body: opening } = await openLink(session);
    const { person } = await suppliedDevice(gateway, { id: session.id, client_secret: opening.key });
    await person.submit();
    // As the aggregator leaves a session whose checks failed.
    await gateway.db.verificationSession.update({
      where: { id: session.id },
      data: {
        status: 'requires_input',
        lastErrorCode: 'document_unverified_other',
        lastErrorReason: 'The document could not be read.',
      },
    });
    expect((await person.show()).body).toMatchObject({
      status: 'requires_input',
      last_error: { reason: 'The document could not be read.', may_retry: true },
    });
    expect((await openLink(session)).status).toBe(200);
    expect((await person.send(CONSENT)).status).toBe(200);
    const front = await person.upload();
    await person.send(slot('id_document_front', front));
    expect((await person.submit()).body.status).toBe('processing');
  });

  test('of a person who can never pass is the last over this link', async () => {
    const session = await create();
    const person = await pageOf(session);
    const path = `/v1/identity/verification_pages/${session.id}/cannot_verify`;
    const { body } = await openLink(session);
    await gateway.request('POST', path, {
      key: body.key,
      body: new URLSearchParams({ code: 'under_supported_age' }),
    });
    expect((await person.show()).body).toMatchObject({ last_error: { may_retry: false } });
    expect((await person.send(CONSENT)).status).toBe(401);
  });
});

describe('the selfie of the page', () => {
  const selfie = (liveness?: string) => ({
    document: { require_matching_selfie: true, ...(liveness === undefined ? {} : { liveness }) },
  });

  test('is a challenge, where neither flow nor session says otherwise', async () => {
    const session = await create(selfie());
    expect((await deviceOf(gateway, session).show()).body.requirements.missing).not.toContain(
      'selfie_challenge',
    );
    const { body } = await (await pageOf(session)).show();
    expect(body.requirements.missing).toContain('selfie_challenge');
    expect(body).toMatchObject({
      selfie: { liveness: 'required_active', high_res_image_max_dimension: 1440 },
    });
  });

  test('is what the session asks for', async () => {
    const { body } = await (await pageOf(await create(selfie('passive')))).show();
    expect(body.requirements.missing).toContain('face');
    expect(body.requirements.missing).not.toContain('selfie_challenge');
  });
});

describe('refuses', () => {
  test('links that were never made, that expired, that were used without the page, and canceled sessions', async () => {
    const unknown = { link: `test_${'x'.repeat(43)}`, browser_key: browser('a') };
    expect(refusal(await open(unknown))).toEqual([404, 'link_invalid']);

    const late = await create();
    gateway.clock.advance(25 * HOUR_MS);
    expect(refusal(await openLink(late))).toEqual([410, 'link_expired']);
    gateway.clock.advance(-25 * HOUR_MS);

    const used = await create();
    const { person } = await suppliedDevice(gateway, used);
    await person.submit();
    expect(refusal(await openLink(used))).toEqual([410, 'link_used']);

    const canceled = await create();
    const page = await pageOf(canceled);
    await stripe.identity.verificationSessions.cancel(canceled.id);
    expect((await page.show()).status).toBe(401);
    expect(refusal(await openLink(canceled))).toEqual([410, 'verification_canceled']);
  });

  test('a link of a redacted session, of which no opening is left', async () => {
    const session = await create();
    await pageOf(session);
    await stripe.identity.verificationSessions.redact(session.id);
    expect(refusal(await openLink(session))).toEqual([404, 'link_invalid']);
  });

  test.each([
    ['no key of the browser', { link: 'test_x' }, 'browser_key'],
    ['a key of another shape', { link: 'test_x', browser_key: 'short' }, 'browser_key'],
    ['no link', { browser_key: browser('a') }, 'link'],
  ])('%s', async (_what, fields, param) => {
    const { status, body } = await open(fields as Record<string, string>);
    expect([status, body.error?.param]).toEqual([400, param]);
  });
});

test('keys of one opening open no other session', async () => {
  const [mine, yours] = [await create(), await create()];
  const { body } = await openLink(mine);
  const stranger = deviceOf(gateway, { id: yours.id, client_secret: body.key });
  expect((await stranger.show()).status).toBe(403);
});
