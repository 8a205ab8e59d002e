import { quantile } from '../statistics/quantile.js';
import { type Share, share } from '../statistics/share.js';
import type { Duration } from '../statistics/stopwatch.js';
import type { PictureResult } from './bench-picture.js';
import { type ConfidenceSweep, sweepConfidence } from './sweep-confidence.js';
import { outermost, sumOf, WITHIN } from './time-stages.js';

/** Durations of many pictures, in ms. */
export interface Spread {
  readonly median: number;
  readonly p90: number;
}

export interface FieldCounts {
  readonly read: number;
  readonly right: number;
  /** Fields with at least one voucher. */
  readonly verified: number;
  readonly verifiedButWrong: number;
}

/** How pictures were read that had been turned by one angle. */
export interface TurnSummary {
  readonly exact: Share;
  readonly validButWrong: number;
  /** Fields that something vouches for and that are wrong. */
  readonly verifiedButWrong: number;
}

export interface DocumentSummary {
  readonly pictures: number;
  readonly unmeasured: number;
  readonly withoutMrz: number;
  /** Readings that hold a valid MRZ on pictures labelled to have none. */
  readonly inventedMrz: number;
  /** MRZ exactly right, of the pictures with a legible MRZ. Null without any. */
  readonly exact: Share | null;
  readonly valid: Share | null;
  readonly validButWrong: number;
  /** By clockwise degrees, 0 among them; empty unless asked for. */
  readonly rotated: Readonly<Record<string, TurnSummary>>;
  readonly fields: Readonly<Record<string, FieldCounts>>;
  /** What each least confidence of the reader would do to names (`MIN_FIELD_CONFIDENCE`). */
  readonly names: readonly ConfidenceSweep[];
  readonly stages: Readonly<Record<string, { readonly wall: Spread; readonly cpu: Spread }>>;
}

/** Folds rows into the figures that are printed. Pure. A picture that could not be opened counts as unread. */
export function summarise(rows: readonly PictureResult[]): DocumentSummary {
  const legible = rows.filter((row) => row.legible);
  const turns = [...new Set(legible.flatMap(({ rotated }) => Object.keys(rotated ?? {})))];
  return {
    pictures: rows.length,
    unmeasured: rows.filter(({ unmeasured }) => unmeasured !== null).length,
    withoutMrz: rows.length - legible.length,
    inventedMrz: rows.filter((row) => !row.legible && row.valid).length,
    exact: share(legible, ({ exact }) => exact === true),
    valid: share(legible, ({ valid }) => valid),
    validButWrong: legible.filter(({ valid, exact }) => valid && !exact).length,
    rotated: Object.fromEntries(turns.map((turn) => [turn, summariseTurn(legible, turn)])),
    fields: countFields(legible),
    names: sweepConfidence(legible),
    stages: spreadStages(rows),
  };
}

function summariseTurn(legible: readonly PictureResult[], turn: string): TurnSummary {
  const readings = legible.flatMap(({ rotated }) => rotated?.[turn] ?? []);
  return {
    exact: share(legible, ({ rotated }) => rotated?.[turn]?.exact === true)!,
    validButWrong: readings.filter(({ valid, exact }) => valid && !exact).length,
    verifiedButWrong: sum(readings.map(({ verifiedButWrong }) => verifiedButWrong.length)),
  };
}

function countFields(rows: readonly PictureResult[]): Record<string, FieldCounts> {
  const counts: Record<string, FieldCounts> = {};
  for (const [name, { right, vouchedBy }] of rows.flatMap(({ fields }) => Object.entries(fields))) {
    const before = counts[name] ?? { read: 0, right: 0, verified: 0, verifiedButWrong: 0 };
    const verified = vouchedBy.length > 0;
    counts[name] = {
      read: before.read + 1,
      right: before.right + Number(right),
      verified: before.verified + Number(verified),
      verifiedButWrong: before.verifiedButWrong + Number(verified && !right),
    };
  }
  return counts;
}

const NONE: Duration = { wall: 0, cpu: 0 };

/** The check, its two halves' parts in the order in which they ran first, and what lies between the parts. */
function spreadStages(rows: readonly PictureResult[]): DocumentSummary['stages'] {
  const timings = rows.flatMap(({ ms }) => (ms ? [ms] : []));
  if (timings.length === 0) return {};
  const names = [...new Set(timings.flatMap(({ stages }) => Object.keys(stages)))].sort(
    byOrderOfWork(timings),
  );
  const stages: readonly (readonly [string, readonly Duration[]])[] = [
    ['full check', timings.map(({ check }) => check)],
    ['MRZ path', timings.map(({ mrzPath }) => mrzPath)],
    ...names.map((name) => [name, timings.map(({ stages }) => stages[name] ?? NONE)] as const),
    ['evaluate', timings.map(({ evaluate }) => evaluate)],
    ['between parts', timings.map(betweenParts)],
  ];
  return Object.fromEntries(
    stages.map(([name, durations]) => [
      name,
      { wall: spread(durations.map(({ wall }) => wall)), cpu: spread(durations.map(({ cpu }) => cpu)) },
    ]),
  );
}

type Timing = NonNullable<PictureResult['ms']>;

function betweenParts({ check, evaluate, stages }: Timing): Duration {
  const parts = sumOf([evaluate, ...outermost(stages)]);
  return { wall: check.wall - parts.wall, cpu: check.cpu - parts.cpu };
}

/** A part is noted when it ends, so after what lies within it; listed, it comes before. */
function byOrderOfWork(timings: readonly Timing[]): (a: string, b: string) => number {
  const ended = [...new Set(timings.flatMap(({ stages }) => Object.keys(stages)))];
  const place = (name: string) => ended.indexOf(name.split(WITHIN)[0]!);
  return (a, b) => place(a) - place(b) || a.localeCompare(b);
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const spread = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5)!,
  p90: quantile(values, 0.9)!,
});
