import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { timeColdDemo } from './bench/cold-demo.js';
import { measureMemory } from './bench/measure-memory.js';
import { type Summary, summarize } from './bench/summarize.js';
import { FEW, type ListTime, MANY, timeLists } from './bench/time-lists.js';
import type { CommandContext, Step } from './command-context.js';
import { OperatorError } from './operator-error.js';
import { type Stack, startStack } from './start-stack.js';
import { untilToldToStop } from './until-told-to-stop.js';
import { connectClient } from './verification/connect-client.js';
import { runVerification } from './verification/run-verification.js';
import { specimenPictures } from './verification/specimens.js';
import { startWebhookReceiver } from './verification/webhook-receiver.js';
import { WITHOUT_LIMITS } from './verification/without-limits.js';

const WARM_UPS = 3;
const DEFAULT_RUNS = '10';
const SILENT = {
  step: async <T>(_title: string, work: (step: Step) => Promise<T> | T): Promise<T> =>
    work({ detail: () => {}, done: () => 0, fail: () => 0 }),
};

/**
 * `npm run bench [-- --runs 10] [--cold]`: how long a verification of document and selfie takes once
 * the workers are warm, what each process needs idling, how much longer a page of a list takes among many sessions than
 * among few, and with `--cold` how long the demo takes from a fresh clone. `--runs 0` leaves the verifications out. It
 * prints; nothing is ever asserted about a duration.
 */
export async function run(context: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: [...context.argv],
    options: { runs: { type: 'string', default: DEFAULT_RUNS }, cold: { type: 'boolean', default: false } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 0) throw new OperatorError('--runs takes a whole number.');
  const cold = values.cold ? await timeColdDemo(context) : null;

  const { root, env, progress } = context;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'idem-bench-'));
  // As root PostgreSQL runs as another user, who has to get to its data.
  chmodSync(dataDir, 0o711);
  try {
    return await untilToldToStop(async (told) => {
      const stack = await startStack({
        root,
        env: { ...WITHOUT_LIMITS, ...env },
        dataDir,
        port: 0,
        durable: true,
        progress,
      });
      try {
        const memory = idleMemory(stack);
        const summary = runs === 0 ? null : await timeVerifications(stack, runs, context, told);
        const lists = await progress.step(`List pages among ${MANY.toLocaleString('en')} sessions`, (step) =>
          timeLists({ url: stack.url, databaseUrl: stack.services.postgres.url }, step.detail),
        );
        print(context, summary, memory, lists, cold);
        return 0;
      } finally {
        await stack.stop();
      }
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function timeVerifications(
  stack: Stack,
  runs: number,
  { progress }: CommandContext,
  told: AbortSignal,
): Promise<Summary> {
  const stripe = connectClient(stack.url, stack.keys.secret_key);
  const receiver = await startWebhookReceiver(stripe);
  const durations: number[] = [];
  try {
    const pictures = await specimenPictures({ holder: 'vera', selfie: 'vera' });
    await progress.step(`Verify ${WARM_UPS} + ${runs} times`, async (step) => {
      for (let index = 0; index < WARM_UPS + runs && !told.aborted; index++) {
        const outcome = await runVerification({ url: stack.url, stripe, receiver }, pictures, SILENT);
        if (outcome.session.status !== 'verified') throw new Error(`came out ${outcome.session.status}`);
        if (index >= WARM_UPS) durations.push(outcome.submitToWebhookMs);
        step.detail(`${index + 1}: ${Math.round(outcome.submitToWebhookMs)} ms`);
      }
    });
  } finally {
    await receiver.stop();
  }
  return summarize(durations);
}

function idleMemory({ processes, services }: Stack): readonly { name: string; megabytes: number }[] {
  return [
    ...Object.values(processes),
    { name: 'postgresql', pid: services.postgres.pid },
    { name: 'redis', pid: services.queue.pid },
  ].flatMap(({ name, pid }) => (pid === undefined ? [] : [{ name, megabytes: measureMemory(pid) }]));
}

function print(
  { progress }: CommandContext,
  summary: Summary | null,
  memory: readonly { name: string; megabytes: number }[],
  lists: readonly ListTime[],
  coldMs: number | null,
): void {
  const say = (text = '') => console.log(text);
  const row = (title: string, value: string) => say(`    ${title.padEnd(24)}${value.padStart(12)}`);
  const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
  progress.heading('Results');
  say(
    `    ${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}\n`,
  );
  if (summary !== null) {
    const { runs, min, median, max } = summary;
    say(`    document and selfie, from submission to webhook, ${runs} runs after ${WARM_UPS} to warm up`);
    row('fastest', inSeconds(min));
    row('median', inSeconds(median));
    row('slowest', inSeconds(max));
    say();
  }
  say(`    one page of ten sessions, median in ms: among ${FEW}, among ${MANY}, ratio`);
  for (const { name, fewMs, manyMs } of lists) {
    const cells = [fewMs.toFixed(1), manyMs.toFixed(1), `× ${(manyMs / fewMs).toFixed(2)}`];
    say(`    ${name.padEnd(32)}${cells.map((cell) => cell.padStart(10)).join('')}`);
  }
  say('\n    memory of the idle processes, before their first verification');
  for (const { name, megabytes } of memory) row(name, `${megabytes.toFixed(0)} MB`);
  row('together', `${memory.reduce((sum, { megabytes }) => sum + megabytes, 0).toFixed(0)} MB`);
  if (coldMs !== null) {
    say('\n    npm run demo from a fresh clone, npm cache as it was');
    row('all of it', inSeconds(coldMs));
  }
  say();
}
