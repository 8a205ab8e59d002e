import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MeasuredAuthenticity } from '@idem/checks/document/authenticity/measure-authenticity';
import { gradeSignal, SIGNALS } from '@idem/checks/document/authenticity/signals';
import { documentCheck } from '@idem/checks/document/index';
import { FORGERY_KINDS, type ForgeryKind, forge, genuine } from '@idem/testing';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { type TimedStages, timeStages } from '../document/time-stages.js';
import type { BenchContext, BenchMode } from '../modes/bench-mode.js';
import { quantile } from '../statistics/quantile.js';
import { listPictures } from './list-pictures.js';
import { describeSignals } from './print-signals.js';
import type { SignalRow } from './signal-row.js';
import { subjectOf } from './subjects.js';

/** The kinds that change what a picture's pixels show; the others are caught by comparing what is read. */
const PICTURED: readonly ForgeryKind[] = FORGERY_KINDS.filter(
  (kind) => kind !== 'wrong-check-digit' && kind !== 'mismatched-zones',
);

/** Values of each signal of authenticity on genuine pictures and on forgeries of the same documents. */
export const signalsMode: BenchMode = {
  chosenBy: 'signals',
  summary: 'Measures what each signal of authenticity tells apart',
  options: {
    signals: { type: 'string', value: 'N', help: 'so many documents, each genuine and forged in four ways' },
    genuine: { type: 'string', value: 'DIR', help: 'also all pictures in this folder, as genuine ones' },
    odd: { type: 'boolean', help: 'odd seeds, for reporting; even ones, for development, without it' },
  },
  run: async (context) => {
    const { progress, text, has, path: resolve } = context;
    const count = text('signals') === '0' ? 0 : (context.count('signals') ?? 0);
    const stages = timeStages(await openRepositoryModels());
    const seeds = Array.from({ length: count }, (_, i) => 2 * i + (has('odd') ? 1 : 2));
    const rows = await progress.step(`Measure ${count} documents`, (step) =>
      measureGenerated(stages, context, seeds, (name) => step.detail(name)),
    );
    const folder = text('genuine');
    const real = folder === undefined ? [] : await measureFolder(stages, context, resolve(folder));
    const all = [...rows, ...real];
    progress.heading('Signals of authenticity');
    for (const line of describeSignals(all)) progress.say(line);
    const times = all.map(({ cpu }) => cpu);
    progress.say(
      `\n    CPU a picture           ${quantile(times, 0.5)?.toFixed(0)} ms median, ${quantile(times, 0.9)?.toFixed(0)} ms p90`,
    );
    return { seeds, rows: all.map((row) => ({ ...row, signals: gradesOf(row.authenticity) })) };
  },
};

async function measureGenerated(
  stages: TimedStages,
  { now }: BenchContext,
  seeds: readonly number[],
  detail: (name: string) => void,
): Promise<SignalRow[]> {
  const rows: SignalRow[] = [];
  for (const seed of seeds) {
    const subject = await subjectOf(seed);
    for (const kind of ['genuine', ...PICTURED] as const) {
      detail(`${seed} ${kind}`);
      const { front } = kind === 'genuine' ? await genuine(subject, seed) : await forge(kind, subject, seed);
      const row = await measureOne(stages, front, now);
      if (row) rows.push({ kind, name: `${subject.specimen.id} ${seed}`, ...row });
    }
  }
  return rows;
}

async function measureFolder(
  stages: TimedStages,
  { progress, now }: BenchContext,
  folder: string,
): Promise<SignalRow[]> {
  const files = await listPictures(folder);
  return progress.step(`Measure ${files.length} pictures`, async (step) => {
    const rows: SignalRow[] = [];
    for (const file of files) {
      step.detail(path.relative(folder, file));
      const row = await measureOne(stages, await readFile(file), now);
      if (row) rows.push({ kind: 'real', name: path.relative(folder, file), ...row });
    }
    return rows;
  });
}

async function measureOne(
  { deps, take }: TimedStages,
  bytes: Uint8Array,
  submittedAt: Date,
): Promise<Pick<SignalRow, 'authenticity' | 'cpu'> | null> {
  take();
  const input = { images: { id_document_front: bytes }, options: {}, livemode: false, submittedAt };
  const { front } = await documentCheck.measure(deps, input);
  const cpu = take().authenticity?.cpu ?? 0;
  return front.status === 'seen' ? { authenticity: front.authenticity, cpu } : null;
}

const gradesOf = (authenticity: MeasuredAuthenticity) =>
  Object.fromEntries(
    SIGNALS.map((signal) => {
      const value = signal.value(authenticity);
      return [signal.name, value === null ? null : { value, ...gradeSignal(signal, value) }];
    }),
  );
