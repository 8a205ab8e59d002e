import { describeShare } from '../statistics/share.js';
import type { PictureResult } from './bench-picture.js';
import type { DocumentSummary } from './summarise.js';

/** `text / pp-ocr-det` as a line below `text`. */
const indented = (name: string): string => name.replace(/^.* \/ /, '  ');

/** The report as text, one string per line. */
export function describeSummary(rows: readonly PictureResult[], summary: DocumentSummary): readonly string[] {
  const out: string[] = [];
  const row = (title: string, ...cells: readonly string[]) =>
    out.push(`    ${title.padEnd(24)}${cells.map((cell) => cell.padStart(10)).join('')}`);
  out.push(
    `    ${summary.pictures} pictures: ${summary.pictures - summary.withoutMrz} with a legible MRZ, ${summary.withoutMrz} without, ${summary.unmeasured} could not be opened`,
    '',
    `    MRZ exactly right       ${describeShare(summary.exact)}`,
    `    read as valid           ${describeShare(summary.valid)}; ${summary.validButWrong} of them not exact`,
  );
  if (summary.withoutMrz > 0)
    out.push(`    valid MRZ where none is ${summary.inventedMrz} of ${summary.withoutMrz}`);
  out.push('');
  row('field', 'read', 'right', 'verified', 'but wrong');
  for (const [name, { read, right, verified, verifiedButWrong }] of Object.entries(summary.fields))
    row(name, String(read), String(right), String(verified), String(verifiedButWrong));
  out.push('');
  row('names of valid MRZs', 'right,', 'wrong,');
  row('least confidence', 'refused', 'passed');
  for (const { threshold, rightRefused, wrongPassed } of summary.names)
    row(String(threshold), String(rightRefused), String(wrongPassed));
  if (Object.keys(summary.rotated).length > 0) {
    out.push('');
    row('turned clockwise by', 'valid,', 'verified', 'exact');
    row('', 'not exact', 'but wrong');
    for (const [turn, { exact, validButWrong, verifiedButWrong }] of Object.entries(summary.rotated)) {
      row(`${turn}°`, String(validButWrong), String(verifiedButWrong), `    ${describeShare(exact)}`);
    }
  }
  out.push('');
  row('ms a picture', 'CPU med.', 'CPU p90', 'wall med.', 'wall p90');
  for (const [name, { cpu, wall }] of Object.entries(summary.stages))
    row(indented(name), ...[cpu.median, cpu.p90, wall.median, wall.p90].map((ms) => ms.toFixed(0)));
  const missed = rows.filter(({ exact, unmeasured }) => exact === false || unmeasured !== null);
  if (missed.length > 0) out.push('', '    not exact');
  for (const { file, unmeasured, lines } of missed)
    out.push(`      ${file}: ${unmeasured ?? (lines.length > 0 ? lines.join(' / ') : 'no MRZ found')}`);
  return out;
}
