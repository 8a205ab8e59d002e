import { print } from './sheet.js';
import type { RenderedDocument } from './specimen.js';
import { machineReadableZone } from './zones.js';

/** ID-1 and ID-3 (ISO/IEC 7810) in mm; a zone's first baseline and the distance of its lines (ICAO 9303-4 and 9303-5). */
const SHEETS = {
  card: { width: 85.6, height: 53.98, cornerRadius: 3.18, margin: 4, spacing: 4.25 },
  page: { width: 125, height: 88, cornerRadius: 3.18, margin: 6, spacing: 6.35 },
} as const;

/**
 * A sheet that bears nothing but a machine-readable zone: for zones of which no whole specimen is drawn.
 *
 * @param lines as they are to be printed, of whatever format.
 */
export async function renderZone(
  lines: readonly string[],
  size: keyof typeof SHEETS = 'card',
): Promise<RenderedDocument> {
  const { margin, spacing, ...sheet } = SHEETS[size];
  const first = sheet.height - 6 - (lines.length - 1) * spacing;
  const ground = `<rect width="${sheet.width}" height="${sheet.height}" fill="#e9efe6"/>`;
  const zone = machineReadableZone(lines, sheet, margin, { first, spacing });
  const printed = await print({ ...sheet, drawing: [ground, ...zone] });
  return { ...printed, number: '', issued: '', expires: '', mrz: lines };
}
