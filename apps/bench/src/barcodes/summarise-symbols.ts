import { quantile } from '../statistics/quantile.js';
import { describeShare, type Share, share } from '../statistics/share.js';
import type { SymbolResult } from './bench-symbols.js';

/** One reader in one position, or in all of them. */
export interface SymbolSummary {
  readonly position: string;
  readonly reader: string;
  readonly right: Share;
  readonly wrong: number;
  /** ms of CPU. */
  readonly median: number;
  readonly p90: number;
}

/** Rows in the order in which positions and readers first come; over all positions last. Pure. */
export function summariseSymbols(results: readonly SymbolResult[]): readonly SymbolSummary[] {
  const positions = [...new Set(results.map(({ position }) => position))];
  const readers = [...new Set(results.map(({ reader }) => reader))];
  const rows = positions.flatMap((position) =>
    readers.map((reader) => ({ position, reader, of: results.filter((r) => r.position === position) })),
  );
  const all = readers.map((reader) => ({ position: 'all', reader, of: results }));
  return [...rows, ...all].flatMap(({ position, reader, of }) => {
    const own = of.filter((result) => result.reader === reader);
    const right = share(own, ({ outcome }) => outcome === 'right');
    if (right === null) return [];
    const cpu = own.map((result) => result.cpu);
    return {
      position,
      reader,
      right,
      wrong: own.filter(({ outcome }) => outcome === 'wrong').length,
      median: quantile(cpu, 0.5)!,
      p90: quantile(cpu, 0.9)!,
    };
  });
}

/** The table and what was not read right, one string per line. */
export function describeSymbols(
  rows: readonly SymbolSummary[],
  results: readonly SymbolResult[],
  ours: string,
): readonly string[] {
  const row = (...[position, reader, wrong, median, p90, right]: readonly string[]) =>
    `    ${position!.padEnd(16)}${reader!.padEnd(24)}${[wrong, median, p90].map((cell) => cell!.padStart(9)).join('')}   ${right}`;
  const missed = results.filter(({ reader, outcome }) => reader === ours && outcome !== 'right');
  return [
    row('position', 'reader', 'wrong', 'CPU med.', 'CPU p90', 'right'),
    ...rows.map(({ position, reader, wrong, median, p90, right }) =>
      row(position, reader, `${wrong}`, median.toFixed(0), p90.toFixed(0), describeShare(right)),
    ),
    '',
    missed.length === 0 ? '    every symbol right in every position' : `    not right with ${ours}`,
    ...missed.map(({ file, position, outcome }) => `      ${file}, ${position}: ${outcome}`),
  ];
}
