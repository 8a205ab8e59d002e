import { describeShare } from '../../statistics/share.js';
import type { JudgedPairs } from './judge-pairs.js';

const COLUMNS = [10, 10, 9, 9] as const;

/** One line a list: how well its scores tell one person from two. */
export function describeRocs(lists: readonly JudgedPairs[]): readonly string[] {
  const width = Math.max(...lists.map(({ name }) => name.length)) + 2;
  const row = (name: string, cells: readonly string[]) =>
    `    ${name.padEnd(width)}${cells.map((cell, i) => cell.padStart(COLUMNS[i] ?? 0)).join('')}`;
  const lines = [
    row('', ['genuine', 'impostor', 'AUC', 'EER']) +
      '   below each: genuine pairs above the threshold that so many impostors pass (FMR)',
  ];
  for (const { name, roc, genuineMissed } of lists) {
    if (!roc) {
      lines.push(row(name, ['no pairs']));
      continue;
    }
    const missed = genuineMissed > 0 ? `   (${genuineMissed} genuine pairs more without a face)` : '';
    lines.push(
      row(name, [
        String(roc.genuine),
        String(roc.impostor),
        roc.auc.toFixed(5),
        `${(100 * roc.eer).toFixed(2)} %`,
      ]) + missed,
    );
    for (const { rate, threshold, passing, impostors } of roc.points) {
      const shown = impostors > 0 ? '' : ' (no impostor: so few pairs cannot show this rate)';
      lines.push(
        `      FMR ${(100 * rate).toFixed(2)} %: ` +
          `${describeShare(passing)}, above ${threshold.toFixed(3)}${shown}`,
      );
    }
  }
  return lines;
}

/** What the zones of the check make of each list. */
export function describeZones(lists: readonly JudgedPairs[]): readonly string[] {
  return lists.flatMap(({ name, zones }) =>
    zones
      ? [
          `    ${name}`,
          `      accepted, one person     ${describeShare(zones.accepted)}`,
          `      refused, one person      ${describeShare(zones.falseNonMatch)}`,
          `      accepted, two people     ${describeShare(zones.falseMatch)}`,
          `      uncertain, two people    ${describeShare(zones.impostorUncertain)}`,
        ]
      : [],
  );
}
