import { gradeSignal, SIGNALS, type Signal } from '@idem/checks/document/authenticity/signals';
import { quantile } from '../statistics/quantile.js';
import { describeShare, share } from '../statistics/share.js';
import { areaUnderCurve } from './roc.js';
import type { SignalRow } from './signal-row.js';

const HONEST = ['genuine', 'real'];

/** Per signal: its range on honest pictures, and per kind of forgery how far it lies from them. */
export function describeSignals(rows: readonly SignalRow[]): string[] {
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const lines: string[] = [];
  for (const signal of SIGNALS) {
    const { elevated, high, decides } = signal.limits;
    lines.push(
      '',
      `    ${signal.name} (suspicious ${signal.suspicious}; elevated ${elevated}, high ${high}, decides ${decides ?? 'never'})`,
    );
    lines.push(
      `      ${['', 'seen', 'min', 'p10', 'median', 'p90', 'max', 'AUC', 'elevated', 'high', 'decides'].map(cell).join('')}`,
    );
    for (const kind of kinds) lines.push(`      ${rowOf(signal, rows, kind).map(cell).join('')}`);
  }
  lines.push('', '    refused by any signal');
  for (const kind of kinds) {
    const group = rows.filter((row) => row.kind === kind);
    lines.push(
      `      ${kind.padEnd(18)}${describeShare(share(group, (row) => graded(row).some(({ decides }) => decides)))}`,
    );
  }
  lines.push('    flagged or refused (any signal high)');
  for (const kind of kinds) {
    const group = rows.filter((row) => row.kind === kind);
    lines.push(
      `      ${kind.padEnd(18)}${describeShare(share(group, (row) => graded(row).some(({ level }) => level === 'high')))}`,
    );
  }
  return lines;
}

const cell = (text: string, column: number): string => (column === 0 ? text.padEnd(18) : text.padStart(9));

function graded({ authenticity }: SignalRow) {
  return SIGNALS.flatMap((signal) => {
    const value = signal.value(authenticity);
    return value === null ? [] : [gradeSignal(signal, value)];
  });
}

function rowOf(signal: Signal, rows: readonly SignalRow[], kind: string): string[] {
  const valuesOf = (wanted: (row: SignalRow) => boolean) =>
    rows.filter(wanted).flatMap(({ authenticity }) => signal.value(authenticity) ?? []);
  const values = valuesOf((row) => row.kind === kind);
  const sign = signal.suspicious === 'above' ? 1 : -1;
  const area = HONEST.includes(kind)
    ? null
    : areaUnderCurve(
        values.map((value) => sign * value),
        valuesOf((row) => row.kind === 'genuine').map((value) => sign * value),
      );
  const at = (of: number) => quantile(values, of)?.toFixed(2) ?? '';
  const grades = values.map((value) => gradeSignal(signal, value));
  const count = (hit: (grade: (typeof grades)[number]) => boolean) => String(grades.filter(hit).length);
  return [
    kind,
    String(values.length),
    at(0),
    at(0.1),
    at(0.5),
    at(0.9),
    at(1),
    area?.toFixed(2) ?? '',
    count(({ level }) => level !== 'low'),
    count(({ level }) => level === 'high'),
    count(({ decides }) => decides),
  ];
}
