import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { systemClock } from '@idem/platform/clock/clock';
import { createProcessPool } from '@idem/platform/processes/process-pool';
import type { CommandContext } from '@idem/stack/command-context';
import { OperatorError } from '@idem/stack/operator-error';
import { ATTACK_KINDS } from '@idem/testing/attacks/attack-kinds';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { parseRecipe } from './attacks/parse-recipe.js';
import { type PlannedScene, planAttacks, SPLITS, type Split } from './attacks/plan-attacks.js';
import { describeAttacks } from './attacks/print-attacks.js';
import { summariseAttacks } from './attacks/summarise-attacks.js';
import type { AttackResult, TryOptions } from './attacks/try-scene.js';
import type { BenchOption } from './modes/bench-mode.js';
import { describeOptions, type GivenOptions, readOptions } from './modes/read-options.js';

const OPTIONS = {
  split: { type: 'string', value: 'NAME', help: `${SPLITS.join(' or ')} (default development)` },
  kinds: {
    type: 'string',
    value: 'T1,T2',
    help: `of ${ATTACK_KINDS.map(({ id }) => id).join(', ')} (default all)`,
  },
  tries: { type: 'string', value: 'N', help: 'of each kind (default 100)' },
  seed: {
    type: 'string',
    value: 'N',
    help: 'which documents and tries, moved to the split’s parity (default 1)',
  },
  jobs: { type: 'string', value: 'N', help: 'processes (default one for each core)' },
  save: {
    type: 'string',
    value: 'DIR',
    help: 'writes pictures of what was wrongly verified or wrongly refused',
  },
  recipe: {
    type: 'string',
    value: 'R',
    help: 'makes these tries of a report again, with spaces between them',
  },
  json: { type: 'string', value: 'OUT', help: 'also writes every try to this file' },
  help: { type: 'boolean', help: 'prints this text' },
} as const satisfies Record<string, BenchOption>;

/** Compiled, because a process of its own knows nothing of a test runner's transforms. */
const MODULE = new URL('../dist/attacks/try-scene.js', import.meta.url);

/** `npm run bench:attacks -- …`: stages attacks and tells which of them end in a verified session; `--help` says how. */
export async function run({ argv, env, progress }: CommandContext): Promise<number> {
  const options = readOptions(argv, OPTIONS, env.INIT_CWD ?? process.cwd());
  if (options.has('help')) {
    for (const line of ['npm run bench:attacks -- …', ...describeOptions(OPTIONS)]) progress.say(line);
    return 0;
  }
  const now = systemClock.now();
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}`;
  progress.say(`    ${machine}`);
  const recipes = options.text('recipe');
  const plan = recipes === undefined ? planOf(options) : recipes.split(/\s+/).filter(Boolean).map(again);
  const save = options.text('save');
  // Built once here, so that the processes find every model in place.
  await openRepositoryModels();
  const jobs = Math.min(options.count('jobs') ?? availableParallelism(), plan.length);
  const startedAt = performance.now();
  const results = await progress.step(`Try ${plan.length} documents`, (step) =>
    tryAll(
      plan,
      jobs,
      { save: save === undefined ? null : options.path(save), attacksOnly: recipes !== undefined },
      (done) => step.detail(`${done} of ${plan.length}`),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const summary = summariseAttacks(results);
  progress.heading('Attacks (synthetic)');
  progress.say(`    ${results.length} submissions in ${seconds.toFixed(0)} s, ${jobs} processes`);
  for (const line of describeAttacks(summary)) progress.say(line);
  const json = options.text('json');
  if (json !== undefined) {
    const content = { at: now.toISOString(), machine, synthetic: true, seconds, summary, results };
    await writeFile(options.path(json), `${JSON.stringify(content, null, 2)}\n`);
  }
  return 0;
}

/** @throws {OperatorError} for a split or kind that there is not. */
function planOf(options: GivenOptions): readonly PlannedScene[] {
  const named = options.text('split') ?? 'development';
  const split = SPLITS.find((one): one is Split => one === named);
  if (!split) throw new OperatorError(`--split takes ${SPLITS.join(' or ')}.`);
  const every = ATTACK_KINDS.map(({ id }) => id);
  const kinds = options.text('kinds')?.split(',') ?? every;
  if (kinds.some((kind) => !every.includes(kind))) {
    throw new OperatorError(`--kinds takes some of ${every.join(', ')}, with commas between them.`);
  }
  return planAttacks({
    split,
    kinds,
    tries: options.count('tries') ?? 100,
    seed: options.count('seed') ?? 1,
  });
}

/** @throws {OperatorError} when no report says so. */
function again(line: string): PlannedScene {
  const scene = parseRecipe(line);
  if (!scene)
    throw new OperatorError(`${line} is no recipe. A report lists them under "Verified, and must not be".`);
  return scene;
}

async function tryAll(
  plan: readonly PlannedScene[],
  jobs: number,
  data: TryOptions,
  report: (done: number) => void,
): Promise<readonly AttackResult[]> {
  const pool = createProcessPool<PlannedScene, readonly AttackResult[]>({
    module: MODULE,
    processes: jobs,
    data,
  });
  let done = 0;
  try {
    const all = await Promise.all(
      plan.map(async (scene) => {
        const results = await pool.run(scene, new AbortController().signal);
        report(++done);
        return results;
      }),
    );
    return all.flat();
  } finally {
    await pool.close();
  }
}
