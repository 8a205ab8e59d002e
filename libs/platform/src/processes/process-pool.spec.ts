import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, jest, test } from '@jest/globals';
import type { MisbehavingTask } from '../testing/misbehaving-task.js';
import { createProcessPool, ProcessEndedError, type ProcessPool } from './process-pool.js';

jest.setTimeout(30_000);

const forever = new AbortController().signal;
const MODULE = new URL('../../dist/testing/misbehaving-task.js', import.meta.url);
let pool: ProcessPool<MisbehavingTask, unknown>;
afterEach(() => pool.close());

function start(processes: number, module = MODULE): void {
  pool = createProcessPool({ module, processes, data: { modelsDir: '/models' } });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('bytes go there and come back as bytes', async () => {
  start(1);
  const bytes = new Uint8Array(randomBytes(1_000_000));
  const inverted = (await pool.run({ kind: 'invert', bytes }, forever)) as Uint8Array;
  expect(Object.prototype.toString.call(inverted)).toBe('[object Uint8Array]');
  expect(Buffer.from(inverted.map((byte) => 255 - byte)).equals(Buffer.from(bytes))).toBe(true);
});

test('every task gets the data the pool was made with', async () => {
  start(1);
  expect(await pool.run({ kind: 'data' }, forever)).toEqual({ modelsDir: '/models' });
});

test('tasks run side by side, outside of this process, and wait for a free one', async () => {
  start(2);
  const pids = await Promise.all([1, 2, 3, 4].map(() => pool.run({ kind: 'wait', ms: 300 }, forever)));
  expect(new Set(pids).size).toBe(2);
  expect(pids).not.toContain(process.pid);
});

test('what a task throws arrives with name and message, and the process stays', async () => {
  start(1);
  const pid = await pool.run({ kind: 'pid' }, forever);
  await expect(pool.run({ kind: 'throw' }, forever)).rejects.toMatchObject({
    name: 'MeasurementError',
    message: 'cannot measure',
  });
  expect(await pool.run({ kind: 'pid' }, forever)).toBe(pid);
});

test('a process that crashes is replaced', async () => {
  start(1);
  const pid = await pool.run({ kind: 'pid' }, forever);
  await expect(pool.run({ kind: 'crash' }, forever)).rejects.toThrow(ProcessEndedError);
  expect(await pool.run({ kind: 'pid' }, forever)).not.toBe(pid);
});

test('a process that never returns is killed on abort and replaced, within two seconds', async () => {
  start(1);
  const pid = (await pool.run({ kind: 'pid' }, forever)) as number;
  const started = Date.now();
  const spinning = pool.run({ kind: 'spin' }, AbortSignal.timeout(300));
  await expect(spinning).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(Date.now() - started).toBeLessThan(2_000);
  expect(await pool.run({ kind: 'pid' }, forever)).not.toBe(pid);
  expect(isAlive(pid)).toBe(false);
});

test('a task can be aborted while it waits, without harm to the one that runs', async () => {
  start(1);
  const running = pool.run({ kind: 'wait', ms: 600 }, forever);
  await sleep(50);
  await expect(pool.run({ kind: 'pid' }, AbortSignal.timeout(100))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  expect(await pool.run({ kind: 'pid' }, forever)).toBe(await running);
});

test('a signal that has aborted already starts nothing', async () => {
  start(1);
  await expect(pool.run({ kind: 'spin' }, AbortSignal.abort(new Error('too late')))).rejects.toThrow(
    'too late',
  );
  expect(await pool.run({ kind: 'data' }, forever)).toBeDefined();
});

test('closing kills what still runs', async () => {
  start(1);
  const pid = (await pool.run({ kind: 'pid' }, forever)) as number;
  const spinning = pool.run({ kind: 'spin' }, forever).catch((error: unknown) => error);
  await sleep(100);
  await pool.close();
  expect(await spinning).toBeInstanceOf(Error);
  expect(isAlive(pid)).toBe(false);
});

test('a module that cannot be loaded fails its tasks', async () => {
  start(1, new URL('../../dist/testing/no-such-module.js', import.meta.url));
  await expect(pool.run({ kind: 'pid' }, forever)).rejects.toThrow(/no-such-module/);
});
