import { createProcessPool } from '@idem/platform/processes/process-pool';
import { afterAll, expect, test } from '@jest/globals';
import type { PlannedScene } from './plan-attacks.js';
import type { AttackResult } from './try-scene.js';

/** Recipes that have long been refused, on one card of somebody’s. */
const RECIPES = [
  ['T1', 'own-of-same-kind'],
  ['T3', 'print-95'],
  ['T5', 'poster-30-percent-attacker-0.5'],
  ['T6', 'original'],
  ['T8', 'expired-two-years-ago'],
] as const;

const SCENE: PlannedScene = {
  specimen: 'esp-id-card',
  documentClass: 'zone-card',
  level: 'clean',
  seed: 4,
  victim: 'olga',
  attacker: 'irma',
  tries: RECIPES.map(([kind, variant], place) => ({ kind, variant, seed: 4_096 + 2 * place })),
};

// Outside the test runner's sandbox, in which every pixel takes three times as long.
const pool = createProcessPool<PlannedScene, readonly AttackResult[]>({
  module: new URL('../../dist/attacks/try-scene.js', import.meta.url),
  processes: 1,
  data: { save: null, attacksOnly: false },
});
afterAll(() => pool.close());

test('an honest submission is verified, and attacks on the same document are refused by a check that measured', async () => {
  const results = await pool.run(SCENE, new AbortController().signal);
  expect(results.map(({ kind }) => kind)).toEqual(['genuine', ...RECIPES.map(([kind]) => kind)]);
  expect(results.filter(({ verified }) => verified).map(({ kind }) => kind)).toEqual(['genuine']);
  expect(results.filter(({ code }) => code === 'errored')).toEqual([]);
}, 300_000);
