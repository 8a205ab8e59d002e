import type { DocumentType } from '@idem/domain';
import { fieldText, type MrzFormat } from '@idem/vision/stages/mrz/layouts';
import { type ParsedMrz, parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import type { SeenDocument } from '../kinds/kind.js';
import type { MeasuredMrz, SeenSide } from '../measurement.js';
import type { DocumentReading } from '../reading/reading.js';
import { toAlpha2 } from './country.js';
import { typeOfMrz } from './document-type.js';
import { readingFromZone } from './reading-from-zone.js';

/** A document that says what it is in a machine-readable zone, or by a chip that repeats one. */
export interface ZoneRecognition {
  readonly status: 'recognised';
  readonly reading: DocumentReading;
  readonly parsed: ParsedMrz;
  readonly format: MrzFormat;
  /** What the zone holds beside the fields of all documents, a personal number mostly; empty where nothing. */
  readonly personalNumber: string;
  /** ISO 3166-1 alpha-2; null for issuers that are no country. */
  readonly country: string | null;
  /** The side that bears the zone; the front where only the chip says what it would say. */
  readonly side: SeenSide;
  /** The document has no end: nothing need be printed of one. */
  readonly endless: boolean;
  /** The zone writes a date of expiry, be it one that stands for no end; false for fillers. */
  readonly writesEnd: boolean;
  /** A chip that a state signed says the same, and its number and dates stand on the page (docs/adr/0009). */
  readonly signed: boolean;
}

/**
 * The reading of a document whose valid zone, or whose genuine chip, is of one of these formats and types; null where it
 * is none of them.
 */
export function recogniseZone(
  seen: SeenDocument,
  of: { readonly formats: readonly MrzFormat[]; readonly types: readonly DocumentType[] },
): ZoneRecognition | null {
  const { zone, chip, now } = seen;
  const fits = (format: MrzFormat, type: DocumentType | null): type is DocumentType =>
    type !== null && of.formats.includes(format) && of.types.includes(type);
  const type = zone && typeOfMrz(zone.mrz.format, codeOf(zone.mrz));
  const valid = zone?.mrz.valid === true;
  if (chip.status === 'vouches') {
    const { format, lines } = chip.zone;
    const stated = typeOfMrz(format, lines[0]!.slice(0, 2).replaceAll('<', ''));
    if (!fits(format, stated)) return null;
    return recognised({ format, lines }, chip.reading, zone?.side ?? seen.front, now, true);
  }
  if (!zone || !valid || !fits(zone.mrz.format, type)) return null;
  const { mrz, side } = zone;
  const reading = readingFromZone(mrz, type, [seen.cells.front, seen.cells.back], now);
  return recognised(mrz, reading, side, now, false);
}

const codeOf = ({ lines }: MeasuredMrz): string => lines[0]!.slice(0, 2).replaceAll('<', '');

function recognised(
  { format, lines }: Pick<MeasuredMrz, 'format' | 'lines'>,
  reading: DocumentReading,
  side: SeenSide,
  now: Date,
  signed: boolean,
): ZoneRecognition {
  const parsed = parseMrz(format, lines, now);
  const endless = reading.facts.expiration_date === null && !reading.unproven.includes('expiry date');
  const country = toAlpha2(parsed.issuingState);
  const personalNumber = /[A-Z0-9]+/.exec(fieldText(format, lines, 'optionalData'))?.[0] ?? '';
  const writesEnd = /\d/.test(fieldText(format, lines, 'dateOfExpiry'));
  return {
    status: 'recognised',
    parsed,
    format,
    personalNumber,
    reading,
    side,
    country,
    endless,
    writesEnd,
    signed,
  };
}
