import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { processStart } from '@idem/stack/data-dir/process-identity';
import { descendantsOf } from '@idem/stack/processes/process-tree';
import { connectClient } from '@idem/stack/verification/connect-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROOT, START_MS } from './stack-under-test.js';

const run = promisify(execFile);
const hasCurl = spawnSync('curl', ['--version']).status === 0;
/** Gateway, aggregator, three workers, PostgreSQL: what a running stack has at the very least. */
const LEAST_PROCESSES = 6;

interface Running {
  readonly child: ChildProcess;
  readonly ready: { readonly url: string; readonly secret_key: string } & Record<string, string>;
  readonly said: string;
}

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'idem-start-'));
  chmodSync(dataDir, 0o711);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** `npm start`, on services of its own. */
async function start(): Promise<Running> {
  const { DATABASE_URL, REDIS_URL, ...env } = process.env;
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...env, PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => {
    complaints += text;
  });
  const ready = await new Promise<Running['ready']>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${complaints}`)));
    child.stdout.on('data', (text: Buffer) => {
      said += text;
      const line = /^ready (\{.*\})$/m.exec(said)?.[1];
      if (line !== undefined) resolve(JSON.parse(line));
    });
  });
  return { child, ready, said };
}

async function gone(pids: readonly number[], patienceMs: number): Promise<readonly number[]> {
  const deadline = performance.now() + patienceMs;
  const alive = () => pids.filter((pid) => processStart(pid) !== null);
  while (alive().length > 0 && performance.now() < deadline) await sleep(100);
  return alive();
}

test(
  'keeps a stack up, keeps its data and keys between starts, and leaves no process behind',
  async () => {
    const first = await start();
    expect(Object.keys(first.ready)).toEqual([
      'url',
      'secret_key',
      'restricted_key',
      'publishable_key',
      'webhook_signing_note',
    ]);
    const created = await connectClient(
      first.ready.url,
      first.ready.secret_key,
    ).identity.verificationSessions.create({
      type: 'document',
    });
    const processes = [first.child.pid ?? 0, ...descendantsOf(first.child.pid ?? 0)];
    expect(processes.length).toBeGreaterThan(LEAST_PROCESSES);

    const second = spawnSync('npm', ['start'], {
      cwd: ROOT,
      env: { ...process.env, PORT: '0', DATA_DIR: dataDir },
      encoding: 'utf8',
    });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`Idem already runs on ${dataDir} (process `);

    first.child.kill('SIGTERM');
    const [code] = await once(first.child, 'exit');
    expect(code).toBe(0);
    expect(await gone(processes, 1_000)).toEqual([]);

    const again = await start();
    expect(again.ready).toMatchObject({ ...first.ready, url: expect.any(String) });
    const kept = await connectClient(
      again.ready.url,
      again.ready.secret_key,
    ).identity.verificationSessions.retrieve(created.id);
    expect(kept.status).toBe('requires_input');

    const rest = [again.child.pid ?? 0, ...descendantsOf(again.child.pid ?? 0)];
    again.child.kill('SIGKILL');
    expect(await gone(rest, 30_000)).toEqual([]);
  },
  2 * START_MS,
);

(hasCurl ? test : test.skip)(
  'prints three curl lines that work when pasted',
  async () => {
    const { child, ready, said } = await start();
    try {
      const link = new RegExp(`^  (${ready.url}/start/test_[\\w-]{43})$`, 'm').exec(said)?.[1];
      expect((await fetch(link ?? '')).headers.get('content-type')).toContain('text/html');
      const lines = said.split('\n').filter((line) => line.startsWith('  curl '));
      expect(lines).toHaveLength(3);
      const answers: Record<string, unknown>[] = [];
      for (const line of lines) answers.push(JSON.parse((await run('sh', ['-c', line])).stdout));
      const [created, retrieved, listed] = answers;
      expect(created).toMatchObject({
        object: 'identity.verification_session',
        status: 'requires_input',
        options: { document: { require_matching_selfie: true } },
        url: expect.stringContaining(ready.url),
      });
      expect(retrieved).toMatchObject({ id: created?.id, last_verification_report: null });
      expect(listed).toMatchObject({ object: 'list', data: expect.arrayContaining([expect.anything()]) });
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  },
  START_MS,
);
