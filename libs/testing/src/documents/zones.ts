import { fixedPitchText, inkOf, type TextStyle, text } from './outlines.js';
import type { Drawing, FieldInk, FieldName } from './print-zones.js';

/** A field's value with its baseline starting at (x, y), in millimetres. */
export function fieldText(
  field: FieldName,
  value: string,
  x: number,
  y: number,
  size: number,
  style: TextStyle = {},
): FieldInk {
  return { svg: text(value, x, y, size, style), field, text: value, ink: inkOf(value, x, y, size, style) };
}

/** Ten characters to the inch (ICAO 9303-3, 4.4). */
const MRZ_PITCH = 2.54;
/** The em at which this OCR-B, whose cell is 723/1000 em wide, has the pitch of size 1 (letters 2.4 mm high). */
const MRZ_SIZE = MRZ_PITCH / 0.723;

/**
 * The machine readable zone: OCR-B size 1 on a pale ground over the full width. Lengths in millimetres.
 *
 * @param line.first baseline of the first line; `line.spacing` the distance between lines; `line.height` of the ground.
 */
export function machineReadableZone(
  lines: readonly string[],
  sheet: { width: number; height: number },
  margin: number,
  line: { first: number; spacing: number; height?: number },
): Drawing {
  const height = line.height ?? MRZ_HEIGHT;
  const top = sheet.height - height;
  const ground = `<rect y="${top}" width="${sheet.width}" height="${height}" fill="#f6f6f2" opacity="0.85"/>`;
  const rows = lines.map((value, row): FieldInk => {
    const baseline = line.first + row * line.spacing;
    const svg = fixedPitchText(value, margin, baseline, MRZ_SIZE, MRZ_PITCH, 'ocrb');
    const ink = { x: margin, y: baseline - MRZ_LETTER, width: value.length * MRZ_PITCH, height: MRZ_LETTER };
    return { svg, field: 'mrz', text: value, ink };
  });
  return [ground, ...rows];
}

/** Height of OCR-B capitals of size 1. */
const MRZ_LETTER = 2.4;

/** Height of the zone on every size of document (ICAO 9303-3, 4.1). */
export const MRZ_HEIGHT = 23.2;
