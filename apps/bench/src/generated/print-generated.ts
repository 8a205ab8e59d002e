import { LEVELS } from '@idem/testing/capture/levels';
import type { Share } from '../statistics/share.js';
import type { GeneratedSummary, TableRow } from './summarise-generated.js';

const CELL = 25;
const NAME = 26;

/** `41/45 91 % (79…96)`: with Wilson's interval at 95 %, in percent. */
function cell(value: Share | null | undefined): string {
  if (!value) return '–';
  const percent = (share: number) => Math.round(100 * share);
  return `${value.hits}/${value.trials} ${percent(value.share)} % (${percent(value.low)}…${percent(value.high)})`;
}

function table(title: string, columns: readonly string[], rows: readonly TableRow[]): string[] {
  const line = (name: string, cells: readonly string[]) =>
    `    ${name.padEnd(NAME)}${cells.map((text) => text.padStart(CELL)).join('')}`;
  return [
    '',
    `    SYNTHETIC – ${title}`,
    line('', columns),
    ...rows.map(({ name, cells }) =>
      line(
        name,
        columns.map((column) => cell(cells[column])),
      ),
    ),
  ];
}

/** The report as text, one string per line. */
export function describeGenerated(summary: GeneratedSummary): readonly string[] {
  const reasons = LEVELS.flatMap((level) =>
    Object.entries(summary.refusals[level] ?? {})
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `    ${level.padEnd(10)}${String(count).padStart(4)}  ${reason}`),
  );
  return [
    `    synthetic: ${summary.pictures} photographs of ${summary.documents} invented documents; hits/trials, share, Wilson's 95 % interval`,
    ...table('genuine documents that pass, by type and level', LEVELS, summary.verdicts),
    ...table('fields extracted right, diacritics folded, of all genuine documents', LEVELS, summary.folded),
    ...table('fields extracted right, diacritics and all', LEVELS, summary.exact),
    ...table('WRONG values inside passed verdicts', LEVELS, summary.wrong),
    ...table('values cut short inside passed verdicts', LEVELS, summary.partial),
    ...table(
      'forgeries refused, and genuine documents refused alike (clean and mild)',
      ['failed', 'failed or flagged'],
      summary.forgeries,
    ),
    '',
    `    SYNTHETIC – visas refused as a type that is not supported: ${cell(summary.visasRefused)}`,
    '',
    '    SYNTHETIC – why genuine documents were refused',
    ...reasons,
  ];
}
