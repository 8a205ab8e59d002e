import { LEVELS } from '@idem/testing/capture/levels';
import { quantile } from '../statistics/quantile.js';
import type { SideTime } from './time-side.js';

const PARTS = ['decode', 'outline', 'mrz', 'barcode', 'text', 'authenticity', 'quality'] as const;

/**
 * A line for each kind of card and level: the median front and back in ms of CPU, the ratio of the two, the worst back
 * in medians of a front, what the parts of a back took, and how many symbols were read.
 */
export function describeSides(times: readonly SideTime[]): readonly string[] {
  const kinds = [...new Set(times.map(({ kind }) => kind))];
  const heading = ['front', 'back', 'ratio', 'worst', ...PARTS].map(column).join('');
  return [
    `    ${'ms of CPU'.padEnd(LABEL)}${heading}  symbols read`,
    ...kinds.flatMap((kind) => LEVELS.map((level) => describeLevel(`${kind}, ${level}`, times, kind, level))),
  ];
}

function describeLevel(
  label: string,
  times: readonly SideTime[],
  kind: SideTime['kind'],
  level: SideTime['level'],
): string {
  const of = times.filter((time) => time.kind === kind && time.level === level);
  const backs = of.filter(({ side }) => side === 'back');
  const front = median(of.filter(({ side }) => side === 'front').map(({ total }) => total.cpu));
  const totals = backs.map(({ total }) => total.cpu);
  const back = median(totals);
  const parts = PARTS.map((part) => median(backs.map(({ stages }) => stages[part]?.cpu ?? 0)).toFixed(0));
  const how = (symbol: SideTime['symbol']) => backs.filter((side) => side.symbol === symbol).length;
  const symbols = how(null) > 0 ? '' : `  ${how('right')} of ${backs.length}, ${how('wrong')} wrong`;
  const figures = [
    ...[front.toFixed(0), back.toFixed(0)],
    ...[(back / front).toFixed(2), (Math.max(...totals) / front).toFixed(2), ...parts],
  ];
  return `    ${label.padEnd(LABEL)}${figures.map(column).join('')}${symbols}`;
}

const LABEL = 22;
const column = (text: string): string => text.padStart(14);
const median = (values: readonly number[]): number => quantile(values, 0.5) ?? Number.NaN;
