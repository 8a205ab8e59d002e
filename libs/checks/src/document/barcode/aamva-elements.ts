/**
 * Data elements of the DL and ID subfiles by their identifiers (AAMVA DL/ID Card Design Standard, annex D,
 * tables D.3 and D.4, all versions; `DAA`, `DAB`, `DAE`, `DAL`–`DAS`, `DBJ`, `DBK` only in versions 0 and 1, `DCT`
 * only in 2 and 3), with the length of those whose length is fixed.
 */
export const ELEMENTS = {
  DAA: { meaning: 'full name', length: null },
  DAB: { meaning: 'family name', length: null },
  DAC: { meaning: 'first name', length: null },
  DAD: { meaning: 'middle names', length: null },
  DAE: { meaning: 'name suffix', length: null },
  DAG: { meaning: 'street, first line', length: null },
  DAH: { meaning: 'street, second line', length: null },
  DAI: { meaning: 'city', length: null },
  DAJ: { meaning: 'jurisdiction of the address', length: 2 },
  DAK: { meaning: 'postal code', length: null },
  DAL: { meaning: 'residence street, first line', length: null },
  DAM: { meaning: 'residence street, second line', length: null },
  DAN: { meaning: 'residence city', length: null },
  DAO: { meaning: 'residence jurisdiction', length: 2 },
  DAP: { meaning: 'residence postal code', length: null },
  DAQ: { meaning: 'customer number', length: null },
  DAR: { meaning: 'licence class', length: null },
  DAS: { meaning: 'licence restrictions', length: null },
  DAT: { meaning: 'licence endorsements', length: null },
  DAU: { meaning: 'height', length: null },
  DAV: { meaning: 'height in centimetres', length: null },
  DAW: { meaning: 'weight in pounds', length: null },
  DAX: { meaning: 'weight in kilograms', length: null },
  DAY: { meaning: 'eye colour', length: 3 },
  DAZ: { meaning: 'hair colour', length: null },
  DBA: { meaning: 'date of expiry', length: 8 },
  DBB: { meaning: 'date of birth', length: 8 },
  DBC: { meaning: 'sex', length: 1 },
  DBD: { meaning: 'date of issue', length: 8 },
  DBG: { meaning: 'alias first name', length: null },
  DBJ: { meaning: 'document number, before 2003', length: null },
  DBK: { meaning: 'social security number', length: null },
  DBN: { meaning: 'alias family name', length: null },
  DBS: { meaning: 'alias suffix', length: null },
  DCA: { meaning: 'vehicle class', length: null },
  DCB: { meaning: 'restrictions', length: null },
  DCD: { meaning: 'endorsements', length: null },
  DCE: { meaning: 'weight range', length: 1 },
  DCF: { meaning: 'document discriminator', length: null },
  DCG: { meaning: 'country', length: 3 },
  DCH: { meaning: 'federal commercial vehicle codes', length: null },
  DCI: { meaning: 'place of birth', length: null },
  DCJ: { meaning: 'audit information', length: null },
  DCK: { meaning: 'inventory control number', length: null },
  DCL: { meaning: 'ethnicity', length: null },
  DCM: { meaning: 'standard vehicle class', length: null },
  DCN: { meaning: 'standard endorsement code', length: null },
  DCO: { meaning: 'standard restriction code', length: null },
  DCP: { meaning: 'vehicle class description', length: null },
  DCQ: { meaning: 'endorsement description', length: null },
  DCR: { meaning: 'restriction description', length: null },
  DCS: { meaning: 'family name', length: null },
  DCT: { meaning: 'given names', length: null },
  DCU: { meaning: 'name suffix', length: null },
  DDA: { meaning: 'compliance type', length: 1 },
  DDB: { meaning: 'card revision date', length: 8 },
  DDC: { meaning: 'hazardous materials endorsement expiry', length: 8 },
  DDD: { meaning: 'limited duration indicator', length: 1 },
  DDE: { meaning: 'family name truncation', length: 1 },
  DDF: { meaning: 'first name truncation', length: 1 },
  DDG: { meaning: 'middle name truncation', length: 1 },
  DDH: { meaning: 'under 18 until', length: 8 },
  DDI: { meaning: 'under 19 until', length: 8 },
  DDJ: { meaning: 'under 21 until', length: 8 },
  DDK: { meaning: 'organ donor indicator', length: 1 },
  DDL: { meaning: 'veteran indicator', length: 1 },
} as const satisfies Record<string, { meaning: string; length: number | null }>;

export type ElementId = keyof typeof ELEMENTS;
export type Elements = Readonly<Partial<Record<ElementId, string>>>;

const isElementId = (id: string): id is ElementId => Object.hasOwn(ELEMENTS, id);

/** Whether a text begins with an identifier of the standard. */
export const startsWithElement = (text: string): boolean => isElementId(text.slice(0, 3));

/** Controls: line feed and carriage return by the standard, information separators on some cards. */
const SEPARATORS = /\p{Cc}+/u;

/** A date's identifier and its eight digits: too unlikely in a name or a street to be anything else. */
const GLUED_DATE = /D(?:B[ABD]|DB)\d{8}/;

/**
 * The elements of one subfile, by identifier; of repeated ones the first. Elements end with a line feed, the
 * subfile with a carriage return; either, or any other separator, is taken for the end of an element.
 *
 * Where a separator is missing, the next element is found after one of fixed length, and dates anywhere.
 *
 * @returns also whether separators were missing.
 */
export function readElements(subfile: string): { elements: Elements; glued: boolean } {
  const elements: Partial<Record<ElementId, string>> = {};
  let glued = false;
  const pieces = subfile.split(SEPARATORS);
  while (pieces.length > 0) {
    const piece = pieces.shift()!.trimStart();
    const id = piece.slice(0, 3);
    if (!isElementId(id)) continue;
    const end = endOfValue(piece, ELEMENTS[id].length);
    if (end < piece.length) {
      glued = true;
      pieces.unshift(piece.slice(end));
    }
    elements[id] ??= piece.slice(3, end).trim();
  }
  return { elements, glued };
}

function endOfValue(piece: string, length: number | null): number {
  if (length !== null && startsWithElement(piece.slice(3 + length))) return 3 + length;
  const date = GLUED_DATE.exec(piece.slice(3));
  return date && date.index > 0 ? 3 + date.index : piece.length;
}
