import { judgeTraces } from '@idem/checks/liveness/judge-traces';
import { presentationScore } from '@idem/checks/liveness/score-presentation';
import { MANIPULATION } from '@idem/checks/liveness/thresholds';
import { areaUnderCurve } from '../signals/roc.js';
import { quantile } from '../statistics/quantile.js';
import { describeShare, type Share, share } from '../statistics/share.js';
import { isSwap, SIMULATED, type StillRow } from './still.js';

/** How often pictures of one kind are judged wrongly, with and without the optional model. */
export interface KindErrors {
  readonly kind: string;
  readonly live: boolean;
  /** Live pictures that are refused (BPCER), or attacks that are not (APCER). */
  readonly classical: Share | null;
  /** Null where the model is not installed. */
  readonly withPassive: Share | null;
  /** The same, a warning to a reviewer counting as a refusal. */
  readonly reviewed: Share | null;
}

/** Of reproductions: what the check does, kind by kind. */
export function kindErrors(rows: readonly StillRow[]): KindErrors[] {
  const shown = rows.filter((row) => !isSwap(row));
  return [...new Set(shown.map(({ kind }) => kind))].flatMap((kind) =>
    [true, false].flatMap((live) => {
      const own = shown.filter((row) => row.kind === kind && row.live === live);
      if (own.length === 0) return [];
      const without = own.map(({ presentation }) => presentationScore({ ...presentation, passive: null }));
      const scores = own.map(({ presentation }) => presentationScore(presentation));
      const installed = own.every(({ presentation }) => presentation.passive !== null);
      const wrong = (of: typeof scores) => share(of, ({ refused }) => refused === live);
      return [
        {
          kind,
          live,
          classical: wrong(without),
          withPassive: installed ? wrong(scores) : null,
          reviewed: share(installed ? scores : without, ({ level }) => (level !== 'low') === live),
        },
      ];
    }),
  );
}

export function describeErrors(rows: readonly StillRow[]): readonly string[] {
  const lines: string[] = [];
  for (const { kind, live, classical, withPassive, reviewed } of kindErrors(rows)) {
    lines.push(
      `      ${kind.padEnd(18)}${live ? 'BPCER' : 'APCER'}  without model ${describeShare(classical)}`,
      `      ${''.padEnd(25)}with model    ${withPassive ? describeShare(withPassive) : 'not installed'}`,
      `      ${''.padEnd(25)}or flagged    ${describeShare(reviewed)}`,
    );
  }
  return lines;
}

const SIGNALS: Readonly<Record<string, (row: StillRow) => number | null>> = {
  'black level': ({ presentation }) => presentation.signals.blackLevel,
  'head black': ({ presentation }) => presentation.signals.headBlack,
  'lost sharpness': ({ presentation }) => -presentation.signals.sharpness,
  'few colours': ({ presentation }) => -presentation.signals.distinctColours,
  'steep spectrum': ({ presentation: { signals } }) =>
    signals.midLowSlope === null ? null : -signals.midLowSlope,
  moiré: ({ presentation }) => presentation.signals.moirePeak,
  'pixel grid': ({ presentation }) => presentation.signals.pixelGrid,
  'passive model': ({ presentation: { passive } }) => (passive === null ? null : 1 - passive.live),
  'fused, no model': ({ presentation }) => presentationScore({ ...presentation, passive: null }).attack,
  'fused, model': ({ presentation }) =>
    presentation.passive ? presentationScore(presentation).attack : null,
};

/** Areas under the ROC curve of each signal, every kind of attack against all live pictures. */
export function describeAreas(rows: readonly StillRow[]): readonly string[] {
  const live = rows.filter((row) => row.live);
  const kinds = [...new Set(rows.filter((row) => !row.live && !isSwap(row)).map(({ kind }) => kind))];
  const header = `      ${''.padEnd(18)}${kinds.map((kind) => kind.padStart(18)).join('')}`;
  const valuesOf = (of: readonly StillRow[], value: (row: StillRow) => number | null) =>
    of.flatMap((row) => value(row) ?? []);
  return [
    header,
    ...Object.entries(SIGNALS).map(([name, value]) => {
      const areas = kinds.map((kind) =>
        areaUnderCurve(
          valuesOf(
            rows.filter((row) => row.kind === kind && !row.live),
            value,
          ),
          valuesOf(live, value),
        ),
      );
      return `      ${name.padEnd(18)}${areas.map((area) => (area?.toFixed(2) ?? '').padStart(18)).join('')}`;
    }),
  ];
}

/** Face swaps: what decides, what flags, and how often either happens to honest pictures. */
export function describeTraces(rows: readonly StillRow[]): readonly string[] {
  const swaps = rows.filter(isSwap);
  const honest = rows.filter((row) => !isSwap(row));
  const line = (name: string, hit: (row: StillRow) => boolean) =>
    `      ${name.padEnd(18)}${SIMULATED.swap} ${describeShare(share(swaps, hit))}; others ${describeShare(share(honest, hit))}`;
  return [
    line('refused', ({ traces }) => judgeTraces(traces).level === 'high'),
    line('flagged', ({ traces }) => judgeTraces(traces).level !== 'low'),
    ...(['history', 'ghost', 'grid'] as const).map((name) =>
      line(`${name} ≥ ${MANIPULATION[name]}`, ({ traces }) => (traces[name] ?? 0) >= MANIPULATION[name]),
    ),
    ...(['history', 'ghost', 'grid', 'noise'] as const).map((name) => {
      const values = (of: readonly StillRow[]) => of.flatMap(({ traces }) => traces[name] ?? []);
      const [own, theirs] = [values(swaps), values(honest)];
      return `      ${name.padEnd(18)}AUC ${areaUnderCurve(own, theirs)?.toFixed(2) ?? '–'}, measured on ${own.length} of ${swaps.length} and ${theirs.length} of ${honest.length}; honest at most ${theirs.length ? Math.max(...theirs).toFixed(2) : '–'}`;
    }),
  ];
}

export function describeTime(rows: readonly StillRow[]): string {
  const times = rows.map(({ cpu }) => cpu);
  return `    CPU of signals and traces ${quantile(times, 0.5)?.toFixed(0) ?? '–'} ms median, ${quantile(times, 0.9)?.toFixed(0) ?? '–'} ms p90`;
}
