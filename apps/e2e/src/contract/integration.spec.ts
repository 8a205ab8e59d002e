import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ApiUnderTest, START_MS, startApi } from '../testing/api-under-test.js';

const execute = promisify(execFile);
const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const COMPILE_MS = 180_000;

let api: ApiUnderTest;
let directory: string;
beforeAll(async () => {
  api = await startApi();
  // Inside the repository, where `stripe` and the types of Node are found.
  directory = await mkdtemp(path.join(ROOT, 'apps/e2e/dist/integration-'));
}, START_MS);
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
  await api.stop();
}, START_MS);

const tsc = (...args: string[]) =>
  execute(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), ...args], {
    cwd: ROOT,
  }).catch((error: { stdout?: string }) => {
    throw new Error(error.stdout ?? String(error));
  });
const STRICT = [
  '--strict',
  '--target',
  'es2023',
  '--module',
  'nodenext',
  '--types',
  'node',
  '--skipLibCheck',
];

test(
  'an integration compiles against Stripe’s types, and runs with three options more',
  async () => {
    const written = await readFile(path.join(HERE, '../testing/integration/integration.ts'), 'utf8');
    const { hostname, port } = new URL(api.gateway.url);
    const pointed = written.replace(
      '{ maxNetworkRetries: 2 }',
      `{ maxNetworkRetries: 2, host: '${hostname}', port: ${port}, protocol: 'http' }`,
    );
    expect(pointed).not.toBe(written);
    const [original, ours] = ['original.mts', 'ours.mts'].map((name) => path.join(directory, name)) as [
      string,
      string,
    ];
    await writeFile(original, written);
    await writeFile(ours, pointed);
    await tsc('--ignoreConfig', ...STRICT, '--outDir', directory, '--rootDir', directory, original, ours);

    const { stdout } = await execute(process.execPath, [path.join(directory, 'ours.mjs')], {
      env: { ...process.env, STRIPE_API_KEY: api.gateway.account.test.secret },
    });
    const told = JSON.parse(stdout) as { heard: string[] };
    expect(told).toMatchObject({ reports: 2, statuses: ['verified'], redaction: 'processing' });
    expect(told.heard).toEqual(
      expect.arrayContaining([
        'created',
        'processing',
        'requires_input document_expired',
        'verified true',
        'refused 400',
      ]),
    );
  },
  COMPILE_MS,
);

test(
  'a mistake against Stripe’s types is one here too',
  async () => {
    const wrong = path.join(directory, 'wrong.mts');
    await writeFile(
      wrong,
      `import Stripe from 'stripe';\nawait new Stripe('sk').identity.verificationSessions.create({ type: 'document', metadata: 5 });\n`,
    );
    await expect(tsc('--ignoreConfig', ...STRICT, '--noEmit', wrong)).rejects.toThrow(/not assignable/);
  },
  COMPILE_MS,
);

test(
  'the example in examples/ is sound by the same types',
  async () => {
    const example = path.join(ROOT, 'examples/stripe-node/server.mjs');
    await tsc('--ignoreConfig', ...STRICT, '--noEmit', '--allowJs', '--checkJs', example);
  },
  COMPILE_MS,
);
