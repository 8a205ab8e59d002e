import { quantile } from '../statistics/quantile.js';
import type { QualityRow } from './measure-photograph.js';

/** All documents at one level of one fault. */
export interface QualityLevel {
  readonly fault: string;
  readonly level: string;
  readonly rows: readonly (QualityRow & { readonly exact: boolean })[];
}

const HEADINGS = ['sharp90', 'light', 'ink', 'white', 'glare', 'finger', 'outline', 'cut', 'MRZ', 'faults'];

/** The report as text, one string per line. Measures are medians; outline, cut and MRZ count pictures. */
export function describeQuality(
  levels: readonly QualityLevel[],
  real: readonly (QualityRow & { readonly file: string })[] | null,
): readonly string[] {
  const lines = [row('', HEADINGS)];
  for (const { fault, level, rows } of levels) {
    lines.push(
      row(`${fault} ${level}`, [
        ...measuresOf(rows),
        String(count(rows, ({ exact }) => exact)),
        faults(rows),
      ]),
    );
  }
  if (real === null) return lines;
  lines.push('', row(`${real.length} pictures`, [...measuresOf(real), '', faults(real)]));
  for (const { file, faults: found } of real)
    if (found.length > 0)
      lines.push(
        `      ${file}: ${found.map(({ name, level, score }) => `${name} ${level} ${score}`).join(', ')}`,
      );
  return lines;
}

const row = (title: string, cells: readonly string[]): string =>
  `    ${title.padEnd(22)}${cells.map((cell) => cell.padStart(9)).join('')}`;

function measuresOf(rows: readonly QualityRow[]): string[] {
  const median = (values: readonly (number | null)[], digits: number): string => {
    const middle = quantile(
      values.filter((value) => value !== null),
      0.5,
    );
    return middle === null ? '–' : middle.toFixed(digits);
  };
  const each = <Value>(pick: (quality: QualityRow['quality']) => Value) =>
    rows.map(({ quality }) => pick(quality));
  return [
    median(
      each(({ sharp90 }) => sharp90),
      1,
    ),
    median(
      each(({ brightness }) => brightness),
      0,
    ),
    median(
      each(({ darkest }) => darkest),
      0,
    ),
    median(
      each(({ white }) => white),
      2,
    ),
    median(
      each(({ glare }) => glare),
      3,
    ),
    median(
      each(({ finger }) => finger),
      3,
    ),
    String(count(rows, ({ outlined }) => outlined)),
    String(count(rows, ({ quality }) => quality.cutOff !== null)),
  ];
}

/** `blurred 3+2`: high in three pictures, elevated in two more. */
function faults(rows: readonly QualityRow[]): string {
  const names = [...new Set(rows.flatMap(({ faults: found }) => found.map(({ name }) => name)))];
  return names
    .map((name) => {
      const of = (level: string) =>
        count(rows, ({ faults: found }) =>
          found.some((fault) => fault.name === name && fault.level === level),
        );
      return `  ${name} ${of('high')}+${of('elevated')}`;
    })
    .join('');
}

const count = <Row>(rows: readonly Row[], holds: (row: Row) => boolean): number => rows.filter(holds).length;
