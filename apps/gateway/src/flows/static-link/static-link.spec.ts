import type { VerificationFlowResource } from '@idem/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGateway, type TestGateway } from '../../testing/start-gateway.js';

let gateway: TestGateway;
let flow: VerificationFlowResource;
beforeAll(async () => {
  gateway = await startGateway({
    rateLimits: { live: 0, test: 0, endpoint: 0, files: 0, address: 0, staticLink: 8 },
    trustedProxies: ['127.0.0.1'],
  });
  flow = (await gateway.stripe().rawRequest('POST', '/v1/identity/verification_flows', {
    name: 'internal name',
    type: 'document',
    options: { document: { allowed_types: ['passport'] } },
  })) as unknown as VerificationFlowResource;
});
afterAll(() => gateway.stop());

const pathOf = (url: string | null) => new URL(url!).pathname;
async function open(method: string, path: string, fields?: Record<string, string>, ip = '198.51.100.1') {
  const response = await gateway.request(method, path, {
    key: null,
    redirect: 'manual',
    headers: { 'x-forwarded-for': ip },
    ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
  });
  return { status: response.status, html: await response.text(), headers: response.headers };
}
const count = () => gateway.db.verificationSession.count();

test('looking at the link shows a form and creates nothing', async () => {
  const before = await count();
  const page = await open('GET', `${pathOf(flow.url)}?utm_source=mail`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://id.example;");
  expect(page.html).toContain('<form method="post">');
  expect(page.html).toMatch(/<input id="email" name="email" type="email"[^>]* required>/);
  expect(page.html).toContain('Test mode');
  expect(page.html).not.toMatch(/<script|internal name|vf_/);
  expect((await open('HEAD', pathOf(flow.url))).status).toBe(200);
  expect(await count()).toBe(before);
});

test('pressing the button opens a session and leads to its link', async () => {
  const begun = await open('POST', pathOf(flow.url), {
    email: 'jenny@example.com',
    client_reference_id: 'order 7',
  });
  expect(begun.status).toBe(303);
  const location = begun.headers.get('location')!;
  expect(location).toMatch(/^https:\/\/id\.example\/start\/test_/);
  expect((await open('GET', pathOf(location))).html).toContain('<div id="page">');
  const [session] = (
    await gateway.stripe().identity.verificationSessions.list({
      client_reference_id: 'order 7',
      expand: ['data.provided_details'],
    })
  ).data;
  expect(session).toMatchObject({
    type: 'verification_flow',
    verification_flow: flow.id,
    livemode: false,
    options: { document: { allowed_types: ['passport'] } },
    provided_details: { email: 'jenny@example.com' },
    url: location,
  });
  const event = await gateway.db.event.findFirstOrThrow({ where: { sessionId: session!.id } });
  expect(event.requestId).toMatch(/^req_/);
});

test('what the address carries is carried on, and cannot break out of the page', async () => {
  const nasty = `"><b>'&`;
  const query = new URLSearchParams({ client_reference_id: nasty, prefilled_email: 'j"x@example.com' });
  const page = await open('GET', `${pathOf(flow.url)}?${query}`);
  expect(page.status).toBe(200);
  expect(page.html).toContain('name="client_reference_id" value="&quot;&gt;&lt;b&gt;&#39;&amp;"');
  expect(page.html).toContain('type="hidden" name="email" value="j&quot;x@example.com"');
  expect(page.html).not.toContain('<b>');
  expect(page.html).not.toContain('type="email"');

  const unusable = await open('GET', `${pathOf(flow.url)}?prefilled_email=nobody`);
  expect([unusable.status, unusable.html.includes('type="email"')]).toEqual([200, true]);
  expect((await open('GET', `${pathOf(flow.url)}?client_reference_id=${'x'.repeat(201)}`)).status).toBe(400);
});

test('without an address that can be used the form comes back and nothing is created', async () => {
  const before = await count();
  for (const fields of [{}, { email: '' }, { email: 'nobody' }] as Record<string, string>[]) {
    const page = await open('POST', `${pathOf(flow.url)}?client_reference_id=o7`, fields);
    expect(page.status).toBe(400);
    expect(page.html).toContain('role="alert"');
    expect(page.html).toContain('name="client_reference_id" value="o7"');
  }
  expect(await count()).toBe(before);
});

test('a link ends with its flow, comes back with it, and unknown ones lead nowhere', async () => {
  const path = pathOf(flow.url);
  const set = (active: boolean) =>
    gateway.stripe().rawRequest('POST', `/v1/identity/verification_flows/${flow.id}`, { active });
  await set(false);
  expect((await open('GET', path)).status).toBe(404);
  expect((await open('POST', path, { email: 'jenny@example.com' })).status).toBe(404);
  await set(true);
  gateway.clock.advance(400 * 24 * 3_600_000);
  expect((await open('GET', path)).status).toBe(200);
  for (const token of ['x', `test_${'x'.repeat(43)}`, `live_${path.split('_')[1]}`]) {
    const page = await open('GET', `/flows/${token}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  }
});

test('one address opens so many sessions a minute; another is not held back', async () => {
  const begin = async (ip: string) =>
    (await open('POST', pathOf(flow.url), { email: 'jenny@example.com' }, ip)).status;
  const statuses: number[] = [];
  for (let at = 0; at < 10; at++) statuses.push(await begin('198.51.100.9'));
  expect(statuses).toEqual([...Array(8).fill(303), 429, 429]);
  expect(await begin('198.51.100.10')).toBe(303);
});
