import { get, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';
import { type PageFile, readPageFiles } from './page-files.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const open = async (path: string) => {
  const response = await gateway.request('GET', path, { key: null });
  return { status: response.status, html: await response.text(), headers: response.headers };
};

/** As it comes over the wire: `fetch` would decode it. */
const raw = (path: string, encoding: string) =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>(
    (resolve, reject) => {
      get(`${gateway.url}${path}`, { headers: { 'accept-encoding': encoding } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      }).on('error', reject);
    },
  );

test('every link is answered with the same page, which holds nothing of the session', async () => {
  const sessions = gateway.stripe().identity.verificationSessions;
  const session = await sessions.create({ type: 'document', client_reference_id: 'private' });
  const waiting = await open(new URL(session.url ?? '').pathname);
  expect([waiting.status, waiting.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const policy = waiting.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(waiting.headers.get('permissions-policy')).toContain('camera=(self)');
  expect([waiting.headers.get('cache-control'), waiting.headers.get('referrer-policy')]).toEqual([
    'no-store',
    'no-referrer',
  ]);
  const unknown = await open(`/start/test_${'x'.repeat(43)}`);
  expect([unknown.status, unknown.html]).toEqual([200, waiting.html]);
  // Looking binds nothing: whoever holds the link can still open it.
  expect((await sessions.retrieve(session.id)).url).toBe(session.url);
});

test('scripts and styles are kept for good, and come as small as the browser can read them', async () => {
  const { html } = await open('/start/x');
  const paths = [...html.matchAll(/(?:src|href)="(\/start\/assets\/[^"]+)"/g)].map(([, path]) => path!);
  expect(paths.map((path) => path.split('.').at(-1)).sort()).toEqual(['css', 'js']);
  for (const path of paths) {
    const [sizes, contents]: [number[], Set<string>] = [[], new Set()];
    for (const encoding of ['br', 'gzip', 'identity', 'br;q=0, gzip;q=0']) {
      const { status, headers, body } = await raw(path, encoding);
      expect([status, headers['cache-control'], headers.vary, headers['x-content-type-options']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
        'Accept-Encoding',
        'nosniff',
      ]);
      expect(headers['content-encoding']).toBe(
        { br: 'br', gzip: 'gzip', identity: undefined }[encoding] ?? undefined,
      );
      sizes.push(body.length);
      const decode = { br: brotliDecompressSync, gzip: gunzipSync }[encoding] ?? ((bytes: Buffer) => bytes);
      contents.add(decode(body).toString());
    }
    expect(sizes[0]).toBeLessThan(sizes[1]!);
    expect(sizes[1]).toBeLessThan(sizes[2]!);
    expect(sizes[3]).toBe(sizes[2]);
    expect(contents.size).toBe(1);
  }
});

test('the first screen takes 60 kB at most, in any language', async () => {
  const { html } = await open('/start/x');
  const sizeOf = ({ plain, gzip }: PageFile) => (gzip ?? plain).length;
  const { assets, document } = readPageFiles();
  const first = [...assets].filter(([name]) => html.includes(name)).map(([, file]) => sizeOf(file));
  const languages = [...assets]
    .filter(([name]) => /^[a-z]{2}-.+\.js$/.test(name))
    .map(([, file]) => sizeOf(file));
  expect([first.length, languages.length]).toEqual([2, 10]);
  const total = [sizeOf(document), ...first, Math.max(...languages)].reduce((sum, size) => sum + size, 0);
  expect(total).toBeLessThan(60 * 1024);
});

test('WebAssembly is for the workers of the page, whose policy is that of their scripts', async () => {
  const [worker] = [...readPageFiles().assets.keys()].filter((name) => name.startsWith('face-worker-'));
  const policy = (await open(`/start/assets/${worker}`)).headers.get('content-security-policy');
  expect(policy).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'",
  );
  const { html } = await open('/start/x');
  const script = /src="(\/start\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
  for (const path of ['/start/x', script]) {
    expect((await open(path)).headers.get('content-security-policy')).not.toContain('unsafe');
  }
});

test.each(['none.js', '..%2findex.html', '%2e%2e%2f%2e%2e%2fpackage.json', 'index.html'])(
  'no file beside the built ones is served: %s',
  async (name) => {
    expect((await open(`/start/assets/${name}`)).status).toBe(404);
  },
);

describe('in a frame the page is shown', () => {
  const ancestorsFor = async (key: string) => {
    const { status, headers } = await open(`/start/frame/${key}`);
    expect([status, headers.get('x-frame-options')]).toEqual([200, null]);
    return /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1];
  };
  const settings = (key: string, allowed_origins: string[]) =>
    gateway.stripe(key).rawRequest('POST', '/v1/idem/page_settings', { allowed_origins });

  test('by the origins that the account of the publishable key lists, and by nobody else', async () => {
    const { test: keys, live } = gateway.account;
    expect(await ancestorsFor(keys.publishable)).toBe("'none'");
    await settings(keys.secret, ['https://shop.example', 'http://localhost:4242']);
    expect(await ancestorsFor(keys.publishable)).toBe('https://shop.example http://localhost:4242');
    expect(await ancestorsFor(live!.publishable)).toBe("'none'");
    for (const other of [keys.secret, 'pk_test_unknown', 'x', '%00']) {
      const { headers } = await open(`/start/frame/${other}`);
      expect(headers.get('content-security-policy')).not.toContain('shop.example');
    }
  });
});

test('the script for modals is small, and may be loaded by pages of others', async () => {
  const { status, headers, body } = await raw('/idem.js', 'gzip');
  expect([status, headers['content-type'], headers['cross-origin-resource-policy']]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    'cross-origin',
  ]);
  expect(body.length).toBeLessThan(4096);
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
