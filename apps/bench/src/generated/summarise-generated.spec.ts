import { expect, test } from '@jest/globals';
import type { PresentedResult } from './measure-document.js';
import { describeGenerated } from './print-generated.js';
import { summariseGenerated } from './summarise-generated.js';

const row = (changes: Partial<PresentedResult>): PresentedResult => ({
  specimen: 'deu-passport',
  seed: 1,
  kind: 'genuine',
  level: 'clean',
  turn: 0,
  pictures: 1,
  status: 'passed',
  code: null,
  reason: null,
  facts: null,
  compared: { surname: 'exact' },
  highInsights: [],
  checkMs: 1,
  ...changes,
});

const FAILED = { status: 'failed', code: 'document_unverified_other', reason: 'blurred' } as const;

const summary = summariseGenerated([
  row({}),
  row({ seed: 3, compared: { surname: 'wrong' } }),
  row({ level: 'severe', ...FAILED, compared: { surname: 'missing' } }),
  row({ kind: 'grey-copy', level: 'mild', highInsights: ['front.copy'] }),
  row({ kind: 'grey-copy', ...FAILED }),
  row({
    specimen: 'usa-visa-a',
    seed: 5,
    ...FAILED,
    code: 'document_type_not_supported',
    compared: { surname: 'missing' },
  }),
]);
const cells = (rows: typeof summary.folded, name: string) =>
  Object.fromEntries(
    Object.entries(rows.find((candidate) => candidate.name === name)!.cells).map(([column, value]) => [
      column,
      value && `${value.hits}/${value.trials}`,
    ]),
  );

test('a visa is no document of ours: it is counted by itself only', () => {
  expect(cells(summary.verdicts, 'all')).toEqual({ clean: '2/2', mild: null, moderate: null, severe: '0/1' });
  expect(summary.visasRefused).toMatchObject({ hits: 1, trials: 1 });
});

test('rates are of all genuine documents, wrong values of those that passed', () => {
  expect(cells(summary.folded, 'surname')).toEqual({
    clean: '1/2',
    mild: null,
    moderate: null,
    severe: '0/1',
  });
  expect(cells(summary.wrong, 'surname')).toEqual({ clean: '1/2', mild: null, moderate: null, severe: null });
});

test('forgeries are held against genuine documents of the same levels', () => {
  expect(cells(summary.forgeries, 'grey-copy')).toEqual({ failed: '1/2', 'failed or flagged': '2/2' });
  expect(cells(summary.forgeries, 'genuine')).toEqual({ failed: '0/2', 'failed or flagged': '0/2' });
});

test('every table says that it is synthetic', () => {
  const lines = describeGenerated(summary);
  const headings = lines.filter((_, index) => lines[index - 1] === '');
  expect(headings.length).toBeGreaterThanOrEqual(7);
  expect(headings.every((line) => line.startsWith('    SYNTHETIC'))).toBe(true);
  expect(lines.join('\n')).toContain('severe       1  document_unverified_other: blurred');
});
