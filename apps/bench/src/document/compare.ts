import type { MeasuredMrz } from '@idem/checks/document/measurement';
import type { Voucher } from '@idem/checks/document/reading/reading';
import type { VouchedFields } from '@idem/checks/document/zone/vouch-for-fields';
import type { ExpectedMrz } from './manifest.js';

/** One field as read, held against the label. */
export interface ComparedField {
  readonly text: string;
  readonly expected: string;
  readonly right: boolean;
  /** Posterior of the least certain character, 0 … 1. */
  readonly confidence: number;
  /** Empty: the field is read and not verified. */
  readonly vouchedBy: readonly Voucher[];
}

export interface Comparison {
  readonly exact: boolean;
  readonly fields: Readonly<Record<string, ComparedField>>;
}

/**
 * Holds a reading against the labels of its picture: the one that it equals, else the one nearest to it. Null
 * where there is no label.
 */
export function compare(
  mrz: MeasuredMrz,
  vouched: VouchedFields,
  layout: readonly {
    readonly name: string;
    readonly line: number;
    readonly start: number;
    readonly end: number;
  }[],
  labels: readonly ExpectedMrz[],
): Comparison | null {
  const label = labels.reduce<ExpectedMrz | null>(
    (best, candidate) =>
      best && agreement(best.lines, mrz.lines) >= agreement(candidate.lines, mrz.lines) ? best : candidate,
    null,
  );
  if (!label) return null;
  const fields = layout.map(({ name, line, start, end }) => {
    const text = (mrz.lines[line] ?? '').slice(start, end);
    const expected = (label.lines[line] ?? '').slice(start, end);
    const reading = mrz.fields[name as keyof typeof mrz.fields];
    const field: ComparedField = {
      text,
      expected,
      right: text === expected,
      confidence: reading?.confidence ?? 0,
      vouchedBy: vouched[name as keyof typeof vouched] ?? [],
    };
    return [name, field] as const;
  });
  return { exact: label.lines.join('\n') === mrz.lines.join('\n'), fields: Object.fromEntries(fields) };
}

/** Characters in their place; lines of another number or length agree nowhere beyond their ends. */
function agreement(expected: readonly string[], lines: readonly string[]): number {
  if (expected.length !== lines.length) return -1;
  return expected.reduce(
    (sum, line, i) => sum + [...line].filter((character, at) => lines[i]?.[at] === character).length,
    0,
  );
}
