import { availableParallelism } from 'node:os';
import { createProcessPool } from '@idem/platform/processes/process-pool';
import { OperatorError } from '@idem/stack/operator-error';
import { LEVELS, type Level } from '@idem/testing/capture/levels';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import type { BenchMode } from '../modes/bench-mode.js';
import type { PresentedResult } from './measure-document.js';
import { type PlannedDocument, planDocuments, selectPresentations } from './plan-documents.js';
import { describeGenerated } from './print-generated.js';
import { replan } from './replan-documents.js';
import { summariseGenerated } from './summarise-generated.js';

/** Compiled, because a process of its own knows nothing of a test runner's transforms. */
const MODULE = new URL('../../dist/generated/measure-document.js', import.meta.url);

/** Odd, as reported sets are. */
const DEFAULT_SEED = 1;

/** Documents, and photographs of them, that never existed: the check on both sides, in a process for each core. */
export const generatedMode: BenchMode = {
  chosenBy: 'generated',
  summary: 'Invents documents, photographs and forges them, and checks both sides',
  options: {
    generated: { type: 'string', value: 'N', help: 'at least so many photographs' },
    seed: {
      type: 'string',
      value: 'N',
      help: 'which set: even for development, odd for reporting (default 1)',
    },
    'genuine-only': { type: 'boolean', help: 'leaves the forgeries of that set out' },
    levels: {
      type: 'string',
      value: 'A,B',
      help: `only these levels of that set, of ${LEVELS.join(', ')}`,
    },
    again: {
      type: 'string',
      value: 'FILE',
      help: 'the documents of an earlier report (--json), whatever kinds are there today',
    },
  },
  run: async ({ progress, count, has, text, path }) => {
    const wanted = count('generated');
    if (wanted === undefined) throw new OperatorError('--generated says how many photographs to make.');
    const seed = count('seed') ?? DEFAULT_SEED;
    const earlier = text('again');
    const whole = earlier === undefined ? planDocuments(wanted, seed) : await replan(path(earlier));
    const plan = selectPresentations(whole, {
      genuineOnly: has('genuine-only'),
      levels: levelsOf(text('levels')),
    });
    // Built once here, so that the processes find every model in place.
    await openRepositoryModels();
    const processes = Math.min(availableParallelism(), plan.length);
    const startedAt = performance.now();
    const results = await progress.step(`Check ${plan.length} documents`, (step) =>
      measureAll(plan, processes, (done) => step.detail(`${done} of ${plan.length}`)),
    );
    const seconds = (performance.now() - startedAt) / 1_000;
    const checkSeconds = results.reduce((sum, { checkMs }) => sum + checkMs, 0) / 1_000;
    const summary = summariseGenerated(results);
    progress.heading('Generated documents (synthetic)');
    progress.say(
      `    seed ${seed}, ${processes} processes; ${seconds.toFixed(0)} s, of which the check took ${checkSeconds.toFixed(0)} s of CPU\n`,
    );
    for (const line of describeGenerated(summary)) progress.say(line);
    return { synthetic: true, seed, seconds, checkSeconds, summary, results };
  },
};

/** @throws {OperatorError} for a level that is none. */
function levelsOf(named: string | undefined): readonly Level[] {
  if (named === undefined) return LEVELS;
  const chosen = LEVELS.filter((level) => named.split(',').includes(level));
  if (chosen.length !== named.split(',').length) {
    throw new OperatorError(`--levels takes some of ${LEVELS.join(', ')}, with commas between them.`);
  }
  return chosen;
}

async function measureAll(
  plan: readonly PlannedDocument[],
  processes: number,
  report: (done: number) => void,
): Promise<readonly PresentedResult[]> {
  const pool = createProcessPool<PlannedDocument, readonly PresentedResult[]>({
    module: MODULE,
    processes,
    data: null,
  });
  const { signal } = new AbortController();
  let done = 0;
  try {
    const all = await Promise.all(
      plan.map(async (document) => {
        const results = await pool.run(document, signal);
        report(++done);
        return results;
      }),
    );
    return all.flat();
  } finally {
    await pool.close();
  }
}
