import { fixedPitchText, text } from './outlines.js';

/** A caption in small type with its value below, at (x, y) in millimetres. */
export function labelled(caption: string, value: string, x: number, y: number, size = 3): string {
  return text(caption, x, y, 1.5, { fill: '#36485c' }) + text(value, x, y + size + 0.7, size);
}

/** `16 APR / AVR 2021` is reduced to the English month, as most issuers print (ICAO 9303-3, 7.2). */
export function printedDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-');
  return `${day} ${MONTHS[Number(month) - 1]} ${year}`;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Ten characters to the inch (ICAO 9303-3, 4.4). */
const MRZ_PITCH = 2.54;
/** The em at which this OCR-B, whose cell is 723/1000 em wide, has the pitch of size 1 (letters 2.4 mm high). */
const MRZ_SIZE = MRZ_PITCH / 0.723;

/**
 * The machine readable zone: OCR-B size 1 on a pale ground over the full width. Lengths in millimetres.
 *
 * @param line.first baseline of the first line; `line.spacing` the distance between lines.
 */
export function machineReadableZone(
  lines: readonly string[],
  sheet: { width: number; height: number },
  margin: number,
  line: { first: number; spacing: number },
): string {
  const top = sheet.height - MRZ_HEIGHT;
  const ground = `<rect y="${top}" width="${sheet.width}" height="${MRZ_HEIGHT}" fill="#f6f6f2" opacity="0.85"/>`;
  const rows = lines.map((value, row) =>
    fixedPitchText(value, margin, line.first + row * line.spacing, MRZ_SIZE, MRZ_PITCH, 'ocrb'),
  );
  return ground + rows.join('');
}

/** Height of the zone on every size of document (ICAO 9303-3, 4.1). */
export const MRZ_HEIGHT = 23.2;
