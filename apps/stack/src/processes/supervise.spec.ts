import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { processStart } from '../data-dir/process-identity.js';
import { announcesReady } from './apps.js';
import { type ProcessSpec, supervise } from './supervise.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'idem-supervise-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const LIVES = `console.log(JSON.stringify({ msg: 'ready' })); setInterval(() => {}, 1000);`;

function specOf(program: string): ProcessSpec {
  const main = path.join(home, 'main.mjs');
  writeFileSync(main, program);
  return {
    name: 'app',
    main,
    cwd: home,
    env: process.env,
    logFile: path.join(home, 'app.log'),
    announcesReady,
  };
}

async function until(condition: () => boolean, patienceMs = 10_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('it did not come about');
    await sleep(25);
  }
}

test('starts a killed process again, and ends it for good when stopped', async () => {
  const app = supervise(specOf(LIVES));
  await app.ready;
  const first = app.pid ?? 0;
  process.kill(first, 'SIGKILL');
  await until(() => app.pid !== undefined && app.pid !== first);
  expect(app.restarts).toBe(1);
  const second = app.pid ?? 0;
  await app.stop();
  expect(processStart(second)).toBeNull();
  await sleep(400);
  expect(app.pid).toBeUndefined();
  expect(readFileSync(app.logFile, 'utf8')).toMatch(/ended with SIGKILL/);
});

test('gives up on a process that never becomes ready, with its last words', async () => {
  const app = supervise(specOf(`console.error('no database'); process.exit(3);`));
  await expect(app.ready).rejects.toThrow(/app does not start \(code 3\)[\s\S]*no database/);
  await app.stop();
});

test('kills a process that will not end', async () => {
  const stubborn = supervise(specOf(`process.on('SIGTERM', () => {}); ${LIVES}`));
  await stubborn.ready;
  const pid = stubborn.pid ?? 0;
  await stubborn.stop();
  expect(processStart(pid)).toBeNull();
}, 30_000);

test('nothing outlives a supervisor that is killed', async () => {
  const main = path.join(home, 'main.mjs');
  writeFileSync(main, LIVES);
  const dist = (file: string) =>
    JSON.stringify(new URL(`../../dist/processes/${file}`, import.meta.url).href);
  const parent = path.join(home, 'parent.mjs');
  writeFileSync(
    parent,
    `import { spawn } from 'node:child_process';
     import { supervise } from ${dist('supervise.js')};
     import { endWithUs } from ${dist('end-with-us.js')};
     const app = supervise({ name: 'app', main: ${JSON.stringify(main)}, cwd: '/', env: process.env,
       logFile: ${JSON.stringify(path.join(home, 'app.log'))}, announcesReady: (line) => line.includes('ready') });
     await app.ready;
     const other = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
     endWithUs(other, 'TERM');
     console.log(JSON.stringify([app.pid, other.pid]));`,
  );
  const supervisor = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(supervisor.stdout, 'data')) as [Buffer];
  const children = JSON.parse(String(said)) as [number, number];
  expect(children.map(processStart)).not.toContain(null);
  await sleep(100);
  supervisor.kill('SIGKILL');
  await until(() => children.every((pid) => processStart(pid) === null));
}, 30_000);
