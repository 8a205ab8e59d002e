import { LEVELS } from '@idem/testing/capture/levels';
import { specimen } from '@idem/testing/documents/specimens';
import { FORGERY_KINDS } from '@idem/testing/forgeries/forge';
import { type Share, share } from '../statistics/share.js';
import { FACTS } from './compare-facts.js';
import type { PresentedResult } from './measure-document.js';

type Rows = readonly PresentedResult[];

/** One line of a table: a name and a cell for each column. */
export interface TableRow {
  readonly name: string;
  readonly cells: Readonly<Record<string, Share | null>>;
}

export interface GeneratedSummary {
  readonly documents: number;
  readonly pictures: number;
  /** Passed verdicts of genuine documents of supported types, by level and by type of document. */
  readonly verdicts: readonly TableRow[];
  /** Why genuine documents of supported types failed, by level: reason and how often. */
  readonly refusals: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Genuine visas refused as such. */
  readonly visasRefused: Share | null;
  /** Of all genuine documents that print the field: extracted right, diacritics folded; by level. */
  readonly folded: readonly TableRow[];
  /** The same, diacritics and all. */
  readonly exact: readonly TableRow[];
  /** Of the fields in passed verdicts: something else than the document says. These are the dangerous ones. */
  readonly wrong: readonly TableRow[];
  /** Of the fields in passed verdicts: a name or date cut short, and not wrong. */
  readonly partial: readonly TableRow[];
  /** By kind of forgery, and for genuine documents photographed equally well: failed; failed or a high insight. */
  readonly forgeries: readonly TableRow[];
}

/** Folds results into what is printed. Pure. */
export function summariseGenerated(results: Rows): GeneratedSummary {
  const genuine = results.filter(({ kind }) => kind === 'genuine');
  const supported = genuine.filter((row) => specimen(row.specimen).type !== 'visa');
  const passed = supported.filter(({ status }) => status === 'passed');
  const visas = genuine.filter((row) => specimen(row.specimen).type === 'visa');
  const byField = (rows: Rows, hits: readonly string[]) =>
    FACTS.map((fact) => ({
      name: fact,
      cells: byLevel(
        rows,
        (row) => hits.includes(row.compared[fact]!),
        (row) => row.compared[fact] !== undefined,
      ),
    }));
  return {
    documents: new Set(results.map(({ seed }) => seed)).size,
    pictures: results.reduce((sum, { pictures }) => sum + pictures, 0),
    verdicts: [...new Set(supported.map(typeOf)), 'all'].map((type) => ({
      name: type,
      cells: byLevel(
        supported,
        ({ status }) => status === 'passed',
        (row) => type === 'all' || typeOf(row) === type,
      ),
    })),
    refusals: Object.fromEntries(LEVELS.map((level) => [level, reasonsOf(supported, level)])),
    visasRefused: share(visas, ({ code }) => code === 'document_type_not_supported'),
    folded: byField(supported, ['exact', 'folded']),
    exact: byField(supported, ['exact']),
    wrong: byField(passed, ['wrong']),
    partial: byField(passed, ['partial']),
    forgeries: detection(results),
  };
}

const typeOf = (row: PresentedResult): string => {
  const { type, format } = specimen(row.specimen);
  return `${type} ${format}`;
};

function byLevel(
  rows: Rows,
  hit: (row: PresentedResult) => boolean,
  counts: (row: PresentedResult) => boolean,
) {
  return Object.fromEntries(
    LEVELS.map((level) => [
      level,
      share(
        rows.filter((row) => row.level === level && counts(row)),
        hit,
      ),
    ]),
  );
}

function reasonsOf(rows: Rows, level: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason, code } of rows.filter((row) => row.level === level && row.status === 'failed')) {
    const name = `${code}: ${reason}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Visas are left out: they fail whatever is done to them. */
function detection(results: Rows): TableRow[] {
  const rows = results.filter((row) => specimen(row.specimen).type !== 'visa');
  const failed = ({ status }: PresentedResult) => status === 'failed';
  const flagged = (row: PresentedResult) => failed(row) || row.highInsights.length > 0;
  return [...FORGERY_KINDS, 'genuine' as const].map((kind) => {
    const own = rows.filter((row) => row.kind === kind && (row.level === 'clean' || row.level === 'mild'));
    return { name: kind, cells: { failed: share(own, failed), 'failed or flagged': share(own, flagged) } };
  });
}
