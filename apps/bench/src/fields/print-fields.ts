import type { FieldsSummary, Sweep } from './summarise-fields.js';

/** The tables of a summary, as lines to print. */
export function describeFields(summary: FieldsSummary): readonly string[] {
  const { specimens, counts, licenceScores, captionScores, likenesses, names, pairs } = summary;
  return [
    row('level', 'read', 'passed', 'contradicted'),
    ...specimens.map(({ level, read, passed, contradicted }) => row(level, read, passed, contradicted)),
    '',
    row('found by', 'field', 'level', 'right', 'missing', 'wrong'),
    ...counts.map(({ by, field, level, right, missing, wrong }) =>
      row(by, field, level, right, missing, wrong),
    ),
    '',
    ...sweepOf('least score of a licence’s field', licenceScores),
    ...sweepOf('least score of print beside its caption', captionScores),
    ...sweepOf(`least likeness: ${names} readings of names, ${pairs} pairs of different names`, likenesses),
  ];
}

const sweepOf = (title: string, rows: readonly Sweep[]): string[] => [
  `    ${title}`,
  row('from', 'right', 'wrong'),
  ...rows.map(({ threshold, right, wrong }) => row(threshold, right, wrong)),
  '',
];

const row = (...cells: readonly (string | number)[]): string =>
  `    ${cells.map((cell) => String(cell).padEnd(14)).join('')}`.trimEnd();
