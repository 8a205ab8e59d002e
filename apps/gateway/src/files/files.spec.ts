import { HOSTILE_PDFS, type HostilePdfKind } from '@idem/testing/hostile/pdfs';
import { HOSTILE, type HostileKind } from '@idem/testing/hostile/uploads';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import Stripe from 'stripe';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
let png: Buffer;
beforeAll(async () => {
  gateway = await startGateway({ maxUploadBytes: 1_000_000 });
  stripe = gateway.stripe();
  png = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#246' } })
    .png()
    .toBuffer();
});
afterAll(() => gateway.stop());

function upload(
  fields: Record<string, string>,
  file?: { bytes: Buffer; name?: string; field?: string },
  key?: string | null,
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  if (file !== undefined)
    body.append(file.field ?? 'file', new Blob([new Uint8Array(file.bytes)]), file.name ?? 'a.png');
  return gateway.request('POST', '/v1/files', { body, ...(key === undefined ? {} : { key }) });
}

const errorOf = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as { error: { code?: string; param?: string; message: string } }).error,
});

const PURPOSE = { purpose: 'identity_document' };

describe('uploads', () => {
  test('the official client creates, retrieves and lists files', async () => {
    const file = await stripe.files.create({
      purpose: 'identity_document',
      file: { data: png, name: 'licence front.png', type: 'application/octet-stream' },
    });
    expect(file).toMatchObject({
      object: 'file',
      filename: 'licence front.png',
      purpose: 'identity_document',
      type: 'png',
      url: `https://id.example/v1/files/${file.id}/contents`,
      links: { object: 'list', url: `/v1/file_links?file=${file.id}`, has_more: false, data: [] },
    });
    expect(file.id).toMatch(/^file_[0-9A-Za-z]{24}$/);
    const { lastResponse: _, ...retrieved } = await stripe.files.retrieve(file.id);
    expect(file).toMatchObject(retrieved);
    const listed = await stripe.files.list({ purpose: 'identity_document', limit: 1 });
    expect(listed.data).toEqual([retrieved]);
    expect((await stripe.files.list({ purpose: 'additional_verification' })).data).toEqual([]);
  });

  test('names lose their folders and control characters', async () => {
    const response = await upload(PURPOSE, { bytes: png, name: '..\\..\\etc\\pass\u0000wd.png' });
    expect(((await response.json()) as { filename: string }).filename).toBe('passwd.png');
  });

  test('belong to the session they name', async () => {
    const { id } = await stripe.identity.verificationSessions.create({ type: 'document' });
    const file = (await (await upload({ ...PURPOSE, owned_by: id }, { bytes: png })).json()) as {
      id: string;
    };
    expect(await gateway.db.file.findUniqueOrThrow({ where: { id: file.id } })).toMatchObject({
      sessionId: id,
      keyScope: 'session',
    });
    await stripe.identity.verificationSessions.cancel(id);
    expect(await errorOf(await upload({ ...PURPOSE, owned_by: id }, { bytes: png }))).toMatchObject({
      status: 400,
    });
  });

  test("stay invisible to other modes, and other sessions' owners", async () => {
    const file = (await (await upload(PURPOSE, { bytes: png })).json()) as { id: string };
    const live = gateway.account.live?.secret ?? null;
    expect((await gateway.request('GET', `/v1/files/${file.id}`, { key: live })).status).toBe(404);
    const [mine, yours] = [
      await stripe.identity.verificationSessions.create({ type: 'document' }),
      await stripe.identity.verificationSessions.create({ type: 'document' }),
    ];
    const stolen = await upload({ ...PURPOSE, owned_by: yours.id }, { bytes: png }, mine.client_secret);
    expect(await errorOf(stolen)).toMatchObject({ status: 404, param: 'owned_by' });
    expect((await upload({ ...PURPOSE, owned_by: 'vs_none' }, { bytes: png })).status).toBe(404);
  });
});

describe('refuses with a clear message', () => {
  test.each(Object.keys(HOSTILE) as HostileKind[])('or stores cleaned: the hostile "%s"', async (kind) => {
    const stored = await gateway.db.file.count();
    const { bytes, name } = await HOSTILE[kind]();
    const response = await upload(PURPOSE, { bytes, name });
    const harmless = response.status === 200;
    expect([200, 400]).toContain(response.status);
    if (!harmless) expect(await errorOf(response)).toMatchObject({ param: 'file', code: expect.any(String) });
    expect(await gateway.db.file.count()).toBe(stored + (harmless ? 1 : 0));
    expect((await gateway.request('GET', '/health')).status).toBe(200);
  });

  test.each(Object.keys(HOSTILE_PDFS) as HostilePdfKind[])(
    'or keeps for the checks: the hostile PDF "%s"',
    async (kind) => {
      const bytes = HOSTILE_PDFS[kind]();
      const response = await upload(PURPOSE, { bytes, name: 'scan.pdf' });
      expect([200, 400]).toContain(response.status);
      if (response.status === 200) expect(await response.json()).toMatchObject({ type: 'pdf' });
      else expect(await errorOf(response)).toMatchObject({ param: 'file', code: expect.any(String) });
    },
  );

  test('a file over the limit, announced or not', async () => {
    const bytes = Buffer.alloc(1_000_001, 0xff);
    expect(await errorOf(await upload(PURPOSE, { bytes }))).toMatchObject({
      status: 400,
      param: 'file',
      message: expect.stringContaining('1000000 bytes'),
    });
    expect(await errorOf(await upload(PURPOSE, { bytes: Buffer.alloc(5_000_000) }))).toMatchObject({
      status: 400,
      param: 'file',
    });
  });

  test.each([
    ['no file', PURPOSE, undefined, 'file', 'parameter_missing'],
    ['a file under another name', PURPOSE, 'picture', 'picture', 'parameter_unknown'],
    ['no purpose', {}, 'file', 'purpose', 'parameter_missing'],
    ['a foreign purpose', { purpose: 'dispute_evidence' }, 'file', 'purpose', 'parameter_invalid_enum'],
    ['an unknown field', { ...PURPOSE, foo: '1' }, 'file', 'foo', 'parameter_unknown'],
  ])('%s', async (_name, fields, field, param, code) => {
    const response = await upload(
      fields as Record<string, string>,
      field === undefined ? undefined : { bytes: png, field },
    );
    expect(await errorOf(response)).toMatchObject({ status: 400, param, code });
  });

  test('text in the place of the file', async () => {
    expect(await errorOf(await upload({ ...PURPOSE, file: 'hello' }))).toMatchObject({
      status: 400,
      param: 'file',
    });
  });

  test('strangers, before their upload is read', async () => {
    expect((await upload(PURPOSE, { bytes: png }, null)).status).toBe(401);
    expect((await upload(PURPOSE, { bytes: png }, gateway.account.test.publishable)).status).toBe(403);
  });
});

test('an upload that is cut off leaves nothing behind', async () => {
  const before = [await gateway.db.file.count(), await gateway.db.idempotencyRecord.count()];
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  const response = await gateway.request('POST', '/v1/files', {
    body: Buffer.concat([Buffer.from(head), png]),
    headers: { 'content-type': 'multipart/form-data; boundary=x', 'idempotency-key': 'cut off' },
  });
  expect(await errorOf(response)).toMatchObject({
    status: 400,
    message: expect.stringContaining('malformed'),
  });
  expect([await gateway.db.file.count(), await gateway.db.idempotencyRecord.count()]).toEqual(before);
});

describe('a link that is asked for with the upload', () => {
  const soon = (seconds = 30) => String(Math.floor(gateway.clock.now().getTime() / 1000) + seconds);
  const linked = (fields: Record<string, string> = {}) => ({
    purpose: 'selfie',
    'file_link_data[create]': 'true',
    'file_link_data[expires_at]': soon(),
    ...fields,
  });
  const count = () => gateway.db.file.count();
  let selfie: Buffer;
  beforeAll(async () => {
    selfie = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#963' } })
      .jpeg()
      .toBuffer();
  });

  test('is there with the file, and leads to it', async () => {
    const { restricted } = gateway.account.test;
    const answer = await upload(
      linked({ 'file_link_data[metadata][a]': '1' }),
      { bytes: selfie },
      restricted,
    );
    const file = (await answer.json()) as Stripe.File;
    const [link] = file.links!.data;
    expect(link).toMatchObject({
      id: expect.stringMatching(/^link_/),
      object: 'file_link',
      file: file.id,
      expires_at: Number(soon()),
      metadata: { a: '1' },
      url: expect.stringMatching(/^https:\/\/id\.example\/links\//),
    });
    const followed = await gateway.request('GET', new URL(link!.url!).pathname, { key: null });
    expect([followed.status, followed.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    // Whoever may not see the picture sees that there is a link, and not where it leads.
    const [seen] = (await stripe.files.retrieve(file.id)).links!.data;
    expect(seen).toMatchObject({ id: link!.id, url: null });
    const [listed] = (await stripe.files.list({ limit: 1 })).data;
    expect(listed?.links?.data.map(({ id }) => id)).toEqual([link!.id]);
    gateway.clock.advance(31_000);
    const [expired] = (await gateway.stripe(restricted).files.retrieve(file.id)).links!.data;
    expect(expired).toMatchObject({ id: link!.id, expired: true, url: null });
  });

  test('may be declined', async () => {
    const answer = await upload({ purpose: 'selfie', 'file_link_data[create]': 'false' }, { bytes: selfie });
    expect(((await answer.json()) as Stripe.File).links?.data).toEqual([]);
  });

  test.each([
    [{ purpose: 'identity_document' }, 'restricted', 400, 'file_link_data[create]'],
    [{ 'file_link_data[expires_at]': '' }, 'restricted', 400, 'file_link_data[expires_at]'],
    [{ 'file_link_data[expires_at]': '4000000000' }, 'restricted', 400, 'file_link_data[expires_at]'],
    [{ 'file_link_data[foo]': '1' }, 'restricted', 400, 'file_link_data[foo]'],
    [{}, 'secret', 403, undefined],
  ] as const)(
    '%j with a %s key is refused before anything is stored',
    async (fields, kind, status, param) => {
      const before = await count();
      const answer = await upload(linked(fields), { bytes: selfie }, gateway.account.test[kind]);
      expect(await errorOf(answer)).toMatchObject({ status, ...(param === undefined ? {} : { param }) });
      expect(await count()).toBe(before);
    },
  );

  test("is not for a person's device, which also sees neither address nor links", async () => {
    const { client_secret } = await stripe.identity.verificationSessions.create({ type: 'document' });
    expect(await errorOf(await upload(linked(), { bytes: selfie }, client_secret))).toMatchObject({
      status: 403,
    });
    const answer = await upload({ purpose: 'selfie' }, { bytes: selfie }, client_secret);
    expect(await answer.json()).toMatchObject({ url: null, links: null });
  });
});

test('a file whose session is redacted leads nowhere any more', async () => {
  const session = await stripe.identity.verificationSessions.create({ type: 'document' });
  const answer = await upload({ ...PURPOSE, owned_by: session.id }, { bytes: png });
  const { id } = (await answer.json()) as Stripe.File;
  await stripe.identity.verificationSessions.redact(session.id);
  expect(await stripe.files.retrieve(id)).toMatchObject({ id, url: null, links: { data: [] } });
});
