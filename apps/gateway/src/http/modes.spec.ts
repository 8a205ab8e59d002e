import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createApiKey } from '../keys/create-api-key.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

type Mode = 'test' | 'live';
const MODES = ['test', 'live'] as const;

let gateway: TestGateway;
/** Ids of one object of each kind, in each mode. */
let made: Readonly<Record<Mode, Readonly<Record<string, string>>>>;
const keys: Partial<Record<Mode, string>> = {};

beforeAll(async () => {
  gateway = await startGateway();
  made = { test: await makeOneOfEach('test'), live: await makeOneOfEach('live') };
}, 60_000);
afterAll(() => gateway.stop());

/** Everything that can be made with a key, by the paths of its resource. */
async function makeOneOfEach(mode: Mode): Promise<Record<string, string>> {
  const { deps, account } = gateway;
  const { accountId } = account;
  const livemode = mode === 'live';
  const permissions = [
    'identity.read',
    'identity.write',
    'identity.recent_sensitive_results',
    'files.read',
    'files.write',
    'events.read',
    'webhook_endpoints.read',
    'webhook_endpoints.write',
    'page_settings.read',
    'page_settings.write',
    'api_keys.write',
  ] as const;
  const key = await createApiKey(deps, { accountId, livemode, kind: 'restricted', permissions });
  keys[mode] = key;
  const stripe = gateway.stripe(key);
  const session = await stripe.identity.verificationSessions.create({ type: 'document' });
  const flow = (await stripe.rawRequest('POST', '/v1/identity/verification_flows', {
    name: 'flow',
    type: 'document',
  })) as unknown as { id: string };
  const apiKey = (await stripe.rawRequest('POST', '/v1/idem/api_keys', {
    kind: 'publishable',
  })) as unknown as { id: string };
  const picture = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#246' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.set('purpose', 'selfie');
  form.set('owned_by', session.id);
  form.set('file', new Blob([new Uint8Array(picture)]), 'a.png');
  form.set('file_link_data[create]', 'true');
  form.set('file_link_data[expires_at]', String(Math.floor(gateway.clock.now().getTime() / 1000) + 30));
  const answer = await gateway.request('POST', '/v1/files', { key, body: form });
  const file = (await answer.json()) as { id: string; links: { data: { id: string }[] } };
  const submission = await gateway.db.submission.create({
    data: {
      id: `vsub_${mode}`,
      sessionId: session.id,
      number: 1,
      options: {},
      inputs: {},
      checks: [],
    },
  });
  const report = await gateway.db.verificationReport.create({
    data: {
      id: `vr_${mode}`,
      accountId,
      livemode,
      sessionId: session.id,
      submissionId: submission.id,
      type: 'document',
      options: {},
    },
  });
  const event = await gateway.db.event.findFirstOrThrow({ where: { sessionId: session.id } });
  const endpoint = await stripe.webhookEndpoints.create({
    url: 'https://hooks.example/',
    enabled_events: ['*'],
  });
  return {
    '/v1/identity/verification_sessions': session.id,
    '/v1/identity/verification_reports': report.id,
    '/v1/identity/verification_flows': flow.id,
    '/v1/files': file.id,
    '/v1/file_links': file.links.data[0]!.id,
    '/v1/events': event.id,
    '/v1/webhook_endpoints': endpoint.id,
    '/v1/idem/api_keys': apiKey.id,
  };
}

const RESOURCES = [
  '/v1/identity/verification_sessions',
  '/v1/identity/verification_reports',
  '/v1/identity/verification_flows',
  '/v1/files',
  '/v1/file_links',
  '/v1/events',
  '/v1/webhook_endpoints',
  '/v1/idem/api_keys',
] as const;
const other = (mode: Mode): Mode => (mode === 'test' ? 'live' : 'test');
const get = async (mode: Mode, path: string) => {
  const response = await gateway.request('GET', path, { key: keys[mode]! });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
};
const MISSING = { error: { code: 'resource_missing' } };

describe.each(MODES)('in %s mode', (mode) => {
  describe.each(RESOURCES)('%s', (resource) => {
    test('shows its own object, and of the other mode neither the object nor that there is one', async () => {
      const [mine, theirs] = [made[mode][resource]!, made[other(mode)][resource]!];
      expect(await get(mode, `${resource}/${mine}`)).toMatchObject({ status: 200, body: { id: mine } });
      const foreign = await get(mode, `${resource}/${theirs}`);
      const unknown = await get(mode, `${resource}/${theirs.slice(0, -1)}`);
      expect(foreign).toMatchObject({ status: 404, body: MISSING });
      const without = (text: unknown) =>
        JSON.stringify(text).replaceAll(theirs, '').replaceAll(theirs.slice(0, -1), '');
      expect(without(foreign)).toBe(without(unknown));
    });

    test('lists its own, and takes no cursor of the other mode', async () => {
      const ids = (await get(mode, `${resource}?limit=100`)).body.data as unknown as { id: string }[];
      const listed = ids.map(({ id }) => id);
      expect(listed).toContain(made[mode][resource]);
      expect(listed).not.toContain(made[other(mode)][resource]);
      for (const cursor of ['starting_after', 'ending_before']) {
        expect(await get(mode, `${resource}?${cursor}=${made[other(mode)][resource]}`)).toMatchObject({
          status: 400,
          body: MISSING,
        });
      }
    });
  });

  test.each([
    ['POST', '/v1/identity/verification_sessions', ''],
    ['POST', '/v1/identity/verification_sessions', '/cancel'],
    ['POST', '/v1/identity/verification_sessions', '/redact'],
    ['POST', '/v1/identity/verification_flows', ''],
    ['POST', '/v1/file_links', ''],
    ['POST', '/v1/webhook_endpoints', ''],
    ['DELETE', '/v1/webhook_endpoints', ''],
    ['POST', '/v1/idem/api_keys', '/roll'],
    ['POST', '/v1/idem/api_keys', '/revoke'],
    ['GET', '/v1/files', '/contents'],
    ['GET', '/v1/identity/verification_pages', ''],
    ['POST', '/v1/identity/verification_pages', '/submit'],
  ])('%s %s/:id%s leaves objects of the other mode alone', async (method, resource, action) => {
    const id = made[other(mode)][resource.replace('_pages', '_sessions')]!;
    const answer = await gateway.request(method, `${resource}/${id}${action}`, { key: keys[mode]! });
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { error: expect.objectContaining({ code: 'resource_missing' }) },
    ]);
  });
});
