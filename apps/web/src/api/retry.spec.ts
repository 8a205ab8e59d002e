import { expect, test } from '@jest/globals';
import type { Outcome, Problem } from './outcome.js';
import { OFFLINE_PAUSES_MS, PAUSES_MS, retry } from './retry.js';

const refused = (status: number): Problem => ({ kind: 'refused', status, code: null, message: 'no' });

async function run(outcomes: readonly (Problem | 'done')[]) {
  const waits: number[] = [];
  let tries = 0;
  const device = {
    random: () => 0,
    wait: async (ms: number) => {
      waits.push(ms);
    },
    connected: async (ms: number) => {
      waits.push(ms);
    },
  };
  const outcome = await retry(device, async (): Promise<Outcome<string>> => {
    const next = outcomes[tries++]!;
    return next === 'done' ? { ok: true, value: next } : { ok: false, problem: next };
  });
  return { outcome, waits, tries };
}

test('a lost network and a busy server are tried again, with growing pauses', async () => {
  const { outcome, waits } = await run([
    { kind: 'offline' },
    { kind: 'unavailable', status: 503 },
    refused(429),
    'done',
  ]);
  expect(outcome).toEqual({ ok: true, value: 'done' });
  expect(waits).toEqual([...PAUSES_MS]);
});

test('a server in trouble is tried four times', async () => {
  const { outcome, tries } = await run(Array(9).fill({ kind: 'unavailable', status: 502 }));
  expect([outcome.ok, tries]).toEqual([false, 4]);
});

test('a network that is away for half a minute is waited for, and not for ever', async () => {
  const { outcome, waits, tries } = await run(Array(20).fill({ kind: 'offline' }));
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(30_000);
  expect([outcome.ok, tries]).toEqual([false, OFFLINE_PAUSES_MS.length + 1]);
});

test.each([400, 401, 403, 404])('a refusal with %i is final', async (status) => {
  expect((await run([refused(status), 'done'])).tries).toBe(1);
});
