import { storeFile } from '@idem/platform/files/file-vault';
import { newId } from '@idem/platform/random/ids';
import { eraseSession } from '@idem/platform/redaction/erase-session';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { createApiKey } from '../keys/create-api-key.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

const HOUR_MS = 3_600_000;
const bytes = Buffer.from('a picture of Erika');

let gateway: TestGateway;
let stripe: Stripe;
let restricted: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
  restricted = gateway.stripe(gateway.account.test.restricted);
});
afterAll(() => gateway.stop());

const now = () => Math.floor(gateway.clock.now().getTime() / 1000);
const inSeconds = (seconds: number) => now() + seconds;

/** A picture of a session, as a report names it. */
async function picture(purpose = 'selfie'): Promise<{ readonly id: string; readonly sessionId: string }> {
  const { id: sessionId } = await stripe.identity.verificationSessions.create({ type: 'document' });
  const session = await gateway.db.verificationSession.findUniqueOrThrow({ where: { id: sessionId } });
  const id = newId('file', gateway.deps.random);
  const owner = sessionKey(gateway.deps.keys, session);
  await gateway.db.file.create({
    data: {
      id,
      accountId: session.accountId,
      livemode: false,
      purpose,
      sessionId,
      filename: 'erika.jpg',
      type: 'jpg',
      size: bytes.length,
      keyScope: 'session',
      createdAt: gateway.clock.now(),
      ...(await storeFile(gateway.deps, { id, bytes, owner })),
    },
  });
  return { id, sessionId };
}

const linkTo = (file: string, params: Partial<Stripe.FileLinkCreateParams> = {}) =>
  restricted.fileLinks.create({ file, expires_at: inSeconds(30), ...params });
const follow = (url: string | null) => gateway.request('GET', new URL(String(url)).pathname, { key: null });
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('the request was accepted');
    },
    ({ statusCode, param, code, message }: Stripe.errors.StripeError) => ({
      statusCode,
      param,
      code,
      message,
    }),
  );

describe('a link', () => {
  test('shows nothing of a session from the moment on in which its redaction was asked for', async () => {
    const { id, sessionId } = await picture();
    const link = await linkTo(id, { metadata: { name: 'Erika' } });
    await stripe.identity.verificationSessions.cancel(sessionId);
    await stripe.identity.verificationSessions.redact(sessionId);
    const shown = await restricted.fileLinks.retrieve(link.id, { expand: ['file'] });
    expect(shown).toMatchObject({ metadata: {}, url: null, file: { id, url: null } });
    const [listed] = (await restricted.fileLinks.list({ file: id })).data;
    expect(listed).toMatchObject({ id: link.id, metadata: {}, url: null });
    expect((await follow(link.url)).status).toBe(404);
  });

  test('shows the picture to anybody, for as long as it lives', async () => {
    const { id } = await picture();
    const link = await linkTo(id, { metadata: { a: '1' } });
    expect(link).toMatchObject({
      id: expect.stringMatching(/^link_[0-9A-Za-z]{24}$/),
      object: 'file_link',
      expired: false,
      expires_at: inSeconds(30),
      file: id,
      livemode: false,
      metadata: { a: '1' },
      url: expect.stringMatching(/^https:\/\/id\.example\/links\/[\w-]{43}$/),
    });
    const answer = await follow(link.url);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `attachment; filename="${id}.jpg"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);

    gateway.clock.advance(30_000);
    expect((await follow(link.url)).status).toBe(404);
    expect(await restricted.fileLinks.retrieve(link.id)).toMatchObject({ expired: true, url: null });
    expect((await follow('https://id.example/links/nothing')).status).toBe(404);
  });

  test('is ended, opened again, described and found', async () => {
    const { id } = await picture('identity_document_downloadable');
    const link = await linkTo(id);
    expect(
      await restricted.fileLinks.update(link.id, { expires_at: 'now', metadata: { b: '2' } }),
    ).toMatchObject({
      expired: true,
      metadata: { b: '2' },
    });
    expect((await follow(link.url)).status).toBe(404);
    const reopened = await restricted.fileLinks.update(link.id, { expires_at: inSeconds(20) });
    expect(reopened.url).toBe(link.url);
    expect((await follow(link.url)).status).toBe(200);
    const second = await linkTo(id, { expand: ['file'] });
    expect(second.file).toMatchObject({ id, object: 'file', purpose: 'identity_document_downloadable' });
    await restricted.fileLinks.update(second.id, { expires_at: 'now' });
    const found = async (params: Stripe.FileLinkListParams) =>
      (await restricted.fileLinks.list({ file: id, ...params })).data.map((listed) => listed.id);
    expect(await found({})).toEqual([second.id, link.id]);
    expect(await found({ expired: true })).toEqual([second.id]);
    expect(await found({ expired: false })).toEqual([link.id]);
    expect(await found({ created: { gt: inSeconds(60) } })).toEqual([]);
  });

  test.each([
    ['none', {}, undefined],
    ['one too late', {}, 62],
    ['one in milliseconds', {}, 1_700_000_000_000],
    ['one in the past', {}, -1],
  ])('needs an end that is near: not %s', async (_what, _params, seconds) => {
    const { id } = await picture();
    const asked = restricted.fileLinks.create({
      file: id,
      ...(seconds === undefined ? {} : { expires_at: inSeconds(seconds) }),
    });
    expect(await refusalOf(asked)).toMatchObject({ statusCode: 400, param: 'expires_at' });
  });

  test.each([31, 45, 60])('that is to end in %s seconds ends in 30', async (seconds) => {
    const { id } = await picture();
    const link = await linkTo(id, { expires_at: inSeconds(seconds) });
    const asked = gateway.clock.now().getTime();
    expect(link.expires_at).toBe(Math.floor((asked + 30_000) / 1000));
    expect((await restricted.fileLinks.update(link.id, { expires_at: inSeconds(seconds) })).expires_at).toBe(
      link.expires_at,
    );
    gateway.clock.advance(30_000);
    expect((await follow(link.url)).status).toBe(404);
    gateway.clock.advance(-30_000);
  });

  test('leads to what a report names only', async () => {
    const { id } = await picture('identity_document');
    expect(await refusalOf(linkTo(id))).toMatchObject({ statusCode: 400, param: 'file' });
    expect(await refusalOf(linkTo('file_none'))).toMatchObject({ statusCode: 404, param: 'file' });
  });

  test('leads nowhere once its session is redacted', async () => {
    const { id, sessionId } = await picture();
    const link = await linkTo(id, { metadata: { name: 'Erika' } });
    await stripe.identity.verificationSessions.redact(sessionId);
    expect((await follow(link.url)).status).toBe(404);
    expect(await refusalOf(linkTo(id))).toMatchObject({ statusCode: 404 });
    await gateway.db.$transaction(async (tx) => {
      const row = await tx.verificationSession.findUniqueOrThrow({ where: { id: sessionId } });
      await eraseSession(tx, gateway.deps, row);
    });
    expect(await restricted.fileLinks.retrieve(link.id)).toMatchObject({ url: null, metadata: {} });
    expect((await follow(link.url)).status).toBe(404);
    const contents = await gateway.request('GET', `/v1/files/${id}/contents`, {
      key: gateway.account.test.restricted,
    });
    expect(contents.status).toBe(404);
  });
});

describe('who may see a picture', () => {
  test('not a secret key, by link or directly; a restricted one with the permission', async () => {
    const { id } = await picture();
    const { message, statusCode } = await refusalOf(
      stripe.fileLinks.create({ file: id, expires_at: inSeconds(30) }),
    );
    expect([statusCode, message]).toEqual([
      403,
      expect.stringContaining('identity.recent_sensitive_results'),
    ]);
    const contents = `/v1/files/${id}/contents`;
    expect((await gateway.request('GET', contents)).status).toBe(403);
    const answer = await gateway.request('GET', contents, { key: gateway.account.test.restricted });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    const link = await linkTo(id);
    expect((await stripe.fileLinks.retrieve(link.id)).url).toBeNull();
  });

  test('not a key of the other mode', async () => {
    const { id } = await picture();
    const key = gateway.account.live?.restricted ?? null;
    expect((await gateway.request('GET', `/v1/files/${id}/contents`, { key })).status).toBe(404);
    expect(
      await refusalOf(gateway.stripe(String(key)).fileLinks.create({ file: id, expires_at: inSeconds(30) })),
    ).toMatchObject({ statusCode: 404 });
  });

  test('after 48 hours only a key that is bound to addresses and granted all results', async () => {
    const { accountId } = gateway.account;
    const permissions = [
      'identity.read',
      'files.read',
      'files.write',
      'identity.sensitive_results',
      'identity.recent_sensitive_results',
    ] as const;
    const request = { accountId, kind: 'restricted', livemode: false, permissions } as const;
    const bound = await createApiKey(gateway.deps, { ...request, ipAllowlist: ['127.0.0.0/8', '::1'] });
    const unbound = await createApiKey(gateway.deps, request);
    const recent = await createApiKey(gateway.deps, {
      ...request,
      permissions: permissions.filter((permission) => permission !== 'identity.sensitive_results'),
      ipAllowlist: ['127.0.0.0/8'],
    });
    const { id } = await picture();
    const statusFor = async (key: string) =>
      (await gateway.request('GET', `/v1/files/${id}/contents`, { key })).status;
    gateway.clock.advance(48 * HOUR_MS);
    expect(await Promise.all([bound, unbound, recent].map(statusFor))).toEqual([200, 200, 200]);
    gateway.clock.advance(1_000);
    expect(await Promise.all([bound, unbound, recent].map(statusFor))).toEqual([200, 403, 403]);
    gateway.clock.advance(-48 * HOUR_MS - 1_000);
  });
});

test('a key that is bound to other addresses is refused, whatever it asks for', async () => {
  const key = await createApiKey(gateway.deps, {
    accountId: gateway.account.accountId,
    kind: 'restricted',
    livemode: false,
    permissions: ['identity.read'],
    ipAllowlist: ['203.0.113.0/24'],
  });
  const answer = await gateway.request('GET', '/v1/identity/verification_sessions', {
    key,
    headers: { 'x-forwarded-for': '203.0.113.7' },
  });
  expect(answer.status).toBe(403);
  expect(((await answer.json()) as { error: { message: string } }).error.message).toContain('IP address');
});
