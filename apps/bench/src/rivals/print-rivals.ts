import { describeShare } from '../statistics/share.js';
import type { ReaderSummary } from './summarise-rivals.js';

const ms = (value: number | null): string => (value === null ? '–' : value.toFixed(0));

/** The readers as a table, one string per line. */
export function describeRivals(
  readers: readonly ReaderSummary[],
  missing: readonly string[],
): readonly string[] {
  const row = (reader: string, cells: readonly string[], exact: string) =>
    `    ${reader.padEnd(23)}${cells.map((cell) => cell.padStart(10)).join('')}   ${exact}`;
  return [
    row('reader', ['ms CPU', 'ms wall', 'but names', 'valid', 'not exact', 'invented'], 'exact'),
    ...readers.map(({ name, valid, validButWrong, inventedMrz, wall, cpu, exact, exactButNames }) => {
      const counts = [exactButNames?.hits ?? 0, valid, validButWrong, inventedMrz].map(String);
      return row(name, [ms(cpu), ms(wall), ...counts], describeShare(exact));
    }),
    '',
    ...readers.map(({ name, given }) => `    ${name.padEnd(23)}   ${given}`),
    ...missing.map((reason) => `    not compared: ${reason}`),
    '',
    '    Medians. But names: everything else right. Not exact: valid all the same. Invented: valid where',
    '    the label has no MRZ.',
  ];
}
