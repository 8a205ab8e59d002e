import { type Interval, wilson } from './wilson.js';

/** So many of so many, with Wilson's interval. */
export interface Share extends Interval {
  readonly hits: number;
  readonly trials: number;
}

/** How many of `rows` are hits; null of nothing. */
export function share<Row>(rows: readonly Row[], hit: (row: Row) => boolean): Share | null {
  if (rows.length === 0) return null;
  const hits = rows.filter(hit).length;
  return { hits, trials: rows.length, ...wilson(hits, rows.length) };
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** `58 of 60, 96.7 % (88.6 % … 99.1 %)`: with Wilson's interval at 95 %. */
export const describeShare = (value: Share | null): string =>
  value
    ? `${value.hits} of ${value.trials}, ${percent(value.share)} (${percent(value.low)} … ${percent(value.high)})`
    : 'no picture';
