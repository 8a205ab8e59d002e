import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, jest, test } from '@jest/globals';
import { specimenPictures } from '../verification/specimens.js';
import { judgeNetwork, type NetworkVerdict } from './judge-network.js';
import { type Watched, watchNetwork } from './watch-network.js';

jest.setTimeout(120_000);

const scratch = mkdtempSync(path.join(tmpdir(), 'idem-watch-spec-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const env = { PATH: process.env.PATH, ORT_DISABLE_TELEMETRY: '1' };

async function watch(
  code: string,
  { unisolated = null, ...more }: { unisolated?: string | null; env?: Record<string, string> } = {},
): Promise<Watched> {
  const main = path.join(scratch, `${randomUUID()}.mjs`);
  writeFileSync(main, code);
  const given = { ...env, ...more.env };
  return watchNetwork({ command: process.execPath, args: [main], cwd: scratch, env: given, unisolated });
}

const judge = (watched: Watched, configured: readonly string[] = []): NetworkVerdict =>
  judgeNetwork(watched, configured);

/** The machine decides: in a namespace nothing is missed; without one the tests say what is. */
const isolates = (await watch('')).unwatched === null;
if (!isolates) console.warn('No network namespace can be made here: only the hooks are tested.');
const testIsolated = isolates ? test : test.skip;

const LOOPBACK_ONLY = `
  import net from 'node:net';
  const server = net.createServer((socket) => socket.end('well')).listen(0, '127.0.0.1', () => {
    net.connect(server.address().port, 'localhost').on('data', () => server.close());
  });`;

test.each([null, 'for the sake of the test'])(
  'who talks to itself passes (isolated unless: %s)',
  async (unisolated) => {
    const watched = await watch(LOOPBACK_ONLY, { unisolated });
    const { strangers, seen } = judge(watched);
    expect(strangers).toEqual([]);
    expect(seen).toEqual([
      expect.stringMatching(/^connection to 127\.0\.0\.1 port \d+, 1 × by [\w-]+\.mjs$/),
      expect.stringMatching(/^look-up of localhost, 1 × by [\w-]+\.mjs$/),
    ]);
    expect(watched.exitCode).toBe(0);
  },
);

test('the exit code is the command’s', async () => {
  expect((await watch('process.exit(7)')).exitCode).toBe(7);
});

/** What leaves, by name, by address, and by a datagram; the process ends before anything is answered. */
const LEAVES = `
  import net from 'node:net';
  import { createSocket } from 'node:dgram';
  fetch('http://collector.example/').catch(() => {});
  net.connect(443, '203.0.113.7').on('error', () => {});
  createSocket('udp4').send('x', 4433, '203.0.113.8');
  setTimeout(() => process.exit(), 700);`;

test('hooks see what JavaScript does, and say that this is all', async () => {
  const watched = await watch(LEAVES, { unisolated: 'for the sake of the test' });
  expect(watched.unwatched).toBe('for the sake of the test');
  const { strangers } = judge(watched);
  expect(strangers).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^collector\.example was looked up by /),
      expect.stringMatching(/^203\.0\.113\.7 port 443 was addressed by /),
      expect.stringMatching(/^203\.0\.113\.8 port 4433 was addressed by /),
    ]),
  );
});

test('hooks see threads, too', async () => {
  const code = `import { lookup } from 'node:dns'; lookup('collector.example', () => {});`;
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const thread = `import { Worker } from 'node:worker_threads'; new Worker(new URL(${JSON.stringify(url)}));`;
  const { strangers } = judge(await watch(thread, { unisolated: 'for the sake of the test' }));
  expect(strangers).toEqual([expect.stringMatching(/^collector\.example was looked up by .+\(thread\)$/)]);
});

test('what is configured may be addressed', async () => {
  const code = `import net from 'node:net'; net.connect(9, '203.0.113.7').on('error', () => {}); setTimeout(() => process.exit(), 200);`;
  const watched = await watch(code, { unisolated: 'for the sake of the test' });
  expect(judge(watched, ['203.0.113.7']).strangers).toEqual([]);
  expect(judge(watched, ['203.0.113.70']).strangers).toHaveLength(1);
});

testIsolated('a thread made from a string, which no hook gets into, is seen', async () => {
  const code = JSON.stringify(`require('node:dns').lookup('collector.example', () => {})`);
  const thread = `import { Worker } from 'node:worker_threads'; new Worker(${code}, { eval: true });`;
  expect(judge(await watch(thread)).strangers).toContainEqual(
    expect.stringMatching(/^collector\.example was looked up by /),
  );
});

/** A process that knows nothing of hooks: its environment is empty. */
const withoutHooks = (code: string) => `
  import { spawn } from 'node:child_process';
  spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(code)}], { env: {}, stdio: 'inherit' });`;

testIsolated('a process with a cleaned environment is seen: names, addresses, packets', async () => {
  const { strangers } = judge(await watch(withoutHooks(LEAVES)));
  expect(strangers).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^collector\.example was looked up by /),
      expect.stringMatching(/^203\.0\.113\.7 port 443 was addressed by /),
      expect.stringMatching(/^\d+ packets took the way out$/),
    ]),
  );
});

testIsolated('a datagram alone is seen', async () => {
  const code = `import { createSocket } from 'node:dgram';
    const socket = createSocket('udp4'); socket.send('x', 4433, '203.0.113.8', () => socket.close());`;
  expect(judge(await watch(withoutHooks(code))).strangers).toEqual(['1 packets took the way out']);
});

testIsolated('an attempt over IPv6 is seen', async () => {
  const code = `import net from 'node:net'; net.connect(443, '2001:db8::7').on('error', () => {});`;
  expect(judge(await watch(withoutHooks(code))).strangers).toEqual(['1 attempts had no route']);
});

testIsolated('a question to a name server of somebody’s choice is seen', async () => {
  const code = `import { Resolver } from 'node:dns';
    const resolver = new Resolver({ timeout: 200, tries: 1 }); resolver.setServers(['203.0.113.53']);
    resolver.resolve('collector.example', () => {});`;
  expect(judge(await watch(withoutHooks(code))).strangers).toContainEqual(
    expect.stringMatching(/packets? took the way out|203\.0\.113\.53 port 53/),
  );
});

/** The client of the runtime speaks some ten seconds after the first session was made. */
const PATIENCE_MS = 14_000;
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const fromRoot = (file: string) => JSON.stringify(pathToFileURL(path.join(root, file)).href);

/** A session of the models' runtime, not by our door: nothing has switched its telemetry off. */
const RUNTIME_WITH_TELEMETRY = `
  import { readFileSync } from 'node:fs';
    import { createRequire } from 'node:module';
    const runtime = createRequire(${fromRoot('libs/vision/package.json')})('onnxruntime-node');
  await runtime.InferenceSession.create(readFileSync(new URL(${fromRoot('models/built/blazeface.onnx')})));
  // By itself it would wait for its report to be taken.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${PATIENCE_MS});`;

/** What a document worker does with a document: a pool with one process, and a judgement. */
const checkWorker = (picture: string) => `
  import { readFileSync } from 'node:fs';
  const { createProcessPool } = await import(${fromRoot('libs/platform/dist/processes/process-pool.js')});
  const pool = createProcessPool({
    module: new URL(${fromRoot('libs/check-runner/dist/judge-process.js')}),
    processes: 1,
    data: { modelsDir: ${JSON.stringify(path.join(root, 'models/built'))}, modelOverrides: null, cscaStore: '/nowhere', cscaRevocation: 'when_loaded' },
  });
  const input = { images: { id_document_front: new Uint8Array(readFileSync(${JSON.stringify(picture)})) }, options: {}, livemode: false, submittedAt: new Date() };
  await pool.run({ task: 'judge', check: 'document', input }, new AbortController().signal);
  await new Promise((resolve) => setTimeout(resolve, ${PATIENCE_MS}));
  await pool.close();`;

testIsolated('native code is seen: the runtime of the models with its telemetry on', async () => {
  const watched = await watch(RUNTIME_WITH_TELEMETRY, { env: { ORT_DISABLE_TELEMETRY: '0' } });
  expect(judge(watched).strangers).toContainEqual(
    expect.stringMatching(/^\S+\.microsoft\.com was looked up by /),
  );
});

testIsolated('a check worker that nobody told to be quiet is quiet', async () => {
  const { front } = await specimenPictures({ holder: 'vera', selfie: 'vera' });
  const picture = path.join(scratch, 'passport.jpg');
  writeFileSync(picture, front);
  const watched = await watch(checkWorker(picture), { env: { ORT_DISABLE_TELEMETRY: '0' } });
  expect(watched.exitCode).toBe(0);
  expect(judge(watched).strangers).toEqual([]);
});

test('a watch that was cut short, or that heard of no process, proves nothing', () => {
  const whole: Watched = {
    exitCode: 0,
    unwatched: null,
    records: [
      { type: 'isolated' },
      { type: 'process', by: 'demo' },
      { type: 'strays', packets: 0, noRoute: 0 },
    ],
  };
  const without = (type: string) => ({
    ...whole,
    records: whole.records.filter((record) => record.type !== type),
  });
  expect(judge(whole).strangers).toEqual([]);
  expect(judge(without('strays')).strangers).toHaveLength(1);
  expect(judge(without('process')).strangers).toHaveLength(1);
});
