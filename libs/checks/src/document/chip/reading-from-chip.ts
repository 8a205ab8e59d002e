import type { DateParts, DocumentFacts } from '@idem/contracts';
import type { DocumentType } from '@idem/domain';
import { MRZ_LAYOUTS } from '@idem/vision/stages/mrz/layouts';
import { type ParsedMrz, parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import type { DataGroup1 } from '../../chip/lds/dg1.js';
import type { DataGroup11 } from '../../chip/lds/dg11.js';
import type { MeasuredMrz } from '../measurement.js';
import { parseAddress } from '../print/address.js';
import { foldLatin, isSameName, toNaturalCase, transliterate } from '../print/names/names.js';
import type { Cell } from '../print/page.js';
import type { DocumentReading, Fact, Provenance } from '../reading/reading.js';
import { provenanceOf, unprovenFields } from '../reading/vouching.js';
import { readingFromZone } from '../zone/reading-from-zone.js';

const OF_DG1 = [
  'issuing_country',
  'first_name',
  'last_name',
  'dob',
  'expiration_date',
  'number',
  'sex',
  'unparsed_sex',
] as const satisfies readonly Fact[];

/**
 * Facts from a genuine chip that is of the document in the picture. Its signature vouches for every field, names
 * included; the print still completes what the chip leaves out, and may still contradict it.
 *
 * DG11 gives the names in the state's own letters and at full length. It is taken only where it spells DG1's
 * name: in another script, or with titles and maiden names, it is not the same statement.
 */
export function readingFromChip(input: {
  readonly dg1: DataGroup1;
  readonly details: DataGroup11 | null;
  readonly type: DocumentType;
  readonly sides: readonly (readonly Cell[])[];
  readonly now: Date;
}): { readonly reading: DocumentReading; readonly names: 'dg1' | 'dg11' } {
  const { dg1, details, type, sides, now } = input;
  const { facts: page, provenance: print, contradicted } = readingFromZone(asRead(dg1), type, sides, now);
  const parsed = parseMrz(dg1.format, dg1.lines, now);
  const surname = fullName(details?.surname, parsed.surname, parsed);
  const givenNames = fullName(details?.givenNames, parsed.givenNames, parsed);
  const address = details && parseAddress(details.address, page.issuing_country);
  const birthplace = details?.placeOfBirth.join(', ') || null;
  const facts: DocumentFacts = {
    ...page,
    last_name: surname ?? page.last_name,
    first_name: givenNames ?? page.first_name,
    dob: wholeDate(details?.dateOfBirth, page.dob) ?? page.dob,
    unparsed_place_of_birth: birthplace ?? page.unparsed_place_of_birth,
    address: address ?? page.address,
  };
  const signed: readonly Fact[] = [
    ...OF_DG1,
    ...(birthplace === null ? [] : (['unparsed_place_of_birth'] as const)),
    ...(address === null ? [] : (['address'] as const)),
  ];
  const provenance: Provenance = {
    ...print,
    ...provenanceOf(
      facts,
      Object.fromEntries(signed.map((fact) => [fact, ['chip', ...(print[fact] ?? [])]])),
    ),
  };
  const unproven = unprovenFields(facts, provenance, {
    endless: parsed.dateOfExpiry !== null,
    oneName: parsed.surname === '' || parsed.givenNames === '',
  });
  return {
    reading: { facts, provenance, unproven, contradicted, contradictedBy: 'chip' },
    names: surname !== null || givenNames !== null ? 'dg11' : 'dg1',
  };
}

/** DG1 in the form of lines read from a picture: without a reader whose certainty could vouch for anything. */
function asRead({ format, lines }: DataGroup1): MeasuredMrz {
  const fields = MRZ_LAYOUTS[format].fields.map(({ name, line, start, end }) => [
    name,
    { text: lines[line]!.slice(start, end), confidence: 0, vouchedBy: [] },
  ]);
  return {
    format,
    lines: [...lines],
    valid: true,
    checks: [],
    edits: [],
    fields: Object.fromEntries(fields),
    meanLogProbability: 0,
    foundBy: 'morphology',
  };
}

/** The name of DG11 in natural case, where it says DG1's name and more; else null. */
function fullName(
  full: string | null | undefined,
  name: string,
  { namesMayBeTruncated }: ParsedMrz,
): string | null {
  if (!full || foldLatin(name) === '') return null;
  const goesOn = namesMayBeTruncated && startsWith(full, name);
  if (!goesOn && !isSameName(full, name)) return null;
  const saysMore = /[^\p{ASCII}]/u.test(full) || foldLatin(full).length > foldLatin(name).length;
  return saysMore ? toNaturalCase(full) : null;
}

const startsWith = (full: string, name: string): boolean =>
  [transliterate(full), foldLatin(full)].some((spelled) => spelled.startsWith(foldLatin(name)));

/** DG11's date of birth, in which the century is written out, where DG1 gives the same day. */
function wholeDate(iso: string | null | undefined, dob: DateParts | null): DateParts | null {
  if (!iso || dob?.year == null) return null;
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  const sameDay = year % 100 === dob.year % 100 && month === dob.month && day === dob.day;
  return sameDay ? { year, month, day } : null;
}
