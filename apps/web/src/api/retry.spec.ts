import { expect, test } from '@jest/globals';
import type { Outcome, Problem } from './outcome.js';
import { PAUSES_MS, retry } from './retry.js';

const refused = (status: number): Problem => ({ kind: 'refused', status, code: null, message: 'no' });

async function run(outcomes: readonly (Problem | 'done')[]) {
  const waits: number[] = [];
  let tries = 0;
  const device = {
    random: () => 0,
    wait: async (ms: number) => {
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

test('it ends after four tries', async () => {
  const { outcome, tries } = await run(Array(9).fill({ kind: 'offline' }));
  expect([outcome.ok, tries]).toEqual([false, 4]);
});

test.each([400, 401, 403, 404])('a refusal with %i is final', async (status) => {
  expect((await run([refused(status), 'done'])).tries).toBe(1);
});
