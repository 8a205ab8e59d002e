import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const open = async (path: string) => {
  const response = await gateway.request('GET', path, { key: null });
  return { status: response.status, html: await response.text(), headers: response.headers };
};

test('the link shows where the verification stands, without scripts', async () => {
  const sessions = gateway.stripe().identity.verificationSessions;
  const session = await sessions.create({ type: 'document', client_reference_id: 'private' });
  const path = new URL(session.url ?? '').pathname;
  const waiting = await open(path);
  expect(waiting.status).toBe(200);
  expect(waiting.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(waiting.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(waiting.html).toContain('<html lang="en">');
  expect(waiting.html).toContain('waiting for your pictures');
  expect(waiting.html).toContain('Test mode');
  expect(waiting.html).not.toMatch(/<script|private|vs_/);

  await sessions.cancel(session.id);
  expect((await open(path)).html).toContain('canceled');
  gateway.clock.advance(25 * 3600 * 1000);
  expect((await open(path)).status).toBe(404);
});

test('an unknown link is a plain 404 page', async () => {
  const { status, html, headers } = await open(`/start/test_${'x'.repeat(43)}`);
  expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(html).toContain('not valid');
});

test('health and readiness', async () => {
  const health = await open('/health');
  expect([health.status, health.html]).toEqual([200, '{"status":"ok"}']);
  const ready = await open('/ready');
  expect([ready.status, JSON.parse(ready.html)]).toEqual([
    200,
    { status: 'ok', parts: { database: 'ok', queue: 'ok', object_store: 'ok' } },
  ]);
});

test('not ready without its queue, and still alive', async () => {
  const broken = await startGateway({}, { pingQueue: () => Promise.reject(new Error('redis is away')) });
  try {
    const ready = await broken.request('GET', '/ready', { key: null });
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'unavailable', parts: { database: 'ok', queue: 'failing', object_store: 'ok' } },
    ]);
    expect(broken.logged.at(-1)).toContain('redis is away');
    expect((await broken.request('GET', '/health', { key: null })).status).toBe(200);
  } finally {
    await broken.stop();
  }
});
