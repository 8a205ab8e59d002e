import type { Cell } from '../page.js';

/**
 * Field numbers of driving licences that are read: ISO/IEC 18013-1 annex A, directive 2006/126/EC annex I
 * and the AAMVA card design standard agree on them, but for the licence's number (5 in Europe, 4d in
 * North America).
 */
export const LICENCE_FIELDS = ['1', '2', '3', '4a', '4b', '4c', '4d', '5', '8', '9', '15'] as const;
export type LicenceField = (typeof LICENCE_FIELDS)[number];

/** What North American cards print beside, or in place of, the number. */
const CAPTIONS: readonly (readonly [LicenceField, RegExp])[] = [
  ['4d', /^(?:DLN|DL(?=[\s#:])|LIC(?:ENSE|ENCE)?\s?(?:#|NO)\.?|L[Ii]C#)[\s#:.]*/],
  ['3', /^D[O0]B[\s:.]*/],
  ['4b', /^EXP(?:IRES)?[\s:.]*/],
  ['4a', /^ISS(?:UED)?[\s:.]*/],
  ['15', /^SEX[\s:.]*/],
  ['9', /^CLASS[\s:.]*/],
  ['1', /^(?:LN|FAMILY NAME)[\s:.]+/],
  ['2', /^(?:FN|GIVEN NAMES?)[\s:.]+/],
];

/** `1.`, `4a.`, `2` before a letter; a lone stroke before a full stop is the number one. */
const NUMBER = /^(?:([IlL|])\.|(1|2|3|4[abcd]|4[ABCD]|5|8|9|15)(?![\d/-]))[.,:\s]*/;

export interface NumberedField {
  readonly value: string;
  readonly cell: Cell;
  /** The field is captioned as North American cards do. */
  readonly captioned: boolean;
}

export type NumberedFields = ReadonlyMap<LicenceField, NumberedField>;

/** The values of a licence's fields by number. Where a number occurs twice the upper one holds. */
export function readNumberedFields(cells: readonly Cell[]): NumberedFields {
  const fields = new Map<LicenceField, NumberedField>();
  for (const cell of cells) {
    const parsed = parseField(cell.text.trim());
    if (!parsed || fields.has(parsed.field)) continue;
    const { field, value, captioned } = parsed;
    if (value) fields.set(field, { value, cell, captioned });
  }
  const expiry = misreadExpiry(cells, fields);
  if (expiry) fields.set('4b', expiry);
  return fields;
}

/** A number that opens with a four and whose letter was read as something else, before a date: `40 11/11/2035`. */
const MISREAD_LETTER = /^4[^\sabcdABCD.,/-][.,:\s]+(?=\d{2}[./ -]\d{2}[./ -]\d{4}$)/u;

/** The end of validity, where 4a was read and one other such date stands beside or below it. */
function misreadExpiry(cells: readonly Cell[], fields: NumberedFields): NumberedField | null {
  const issued = fields.get('4a');
  if (!issued || fields.has('4b')) return null;
  const found = cells.flatMap((cell) => {
    const text = cell.text.trim();
    const match = MISREAD_LETTER.exec(text);
    const isBehind = cell.top > issued.cell.top || cell.left > issued.cell.right;
    return match && isBehind ? [{ value: text.slice(match[0].length), cell, captioned: false }] : [];
  });
  return found.length === 1 ? found[0]! : null;
}

/** Whether a cell holds nothing but a field's number: `2.`, `4b`. */
export const isLoneNumber = ({ text }: Cell): boolean => parseField(text.trim())?.value === '';

function parseField(text: string): { field: LicenceField; value: string; captioned: boolean } | null {
  const numbered = NUMBER.exec(text);
  const rest = numbered ? text.slice(numbered[0].length) : text;
  for (const [field, caption] of CAPTIONS) {
    const match = caption.exec(rest);
    if (match) return { field, value: rest.slice(match[0].length).trim(), captioned: true };
  }
  if (!numbered) return null;
  const field = numbered[1] ? '1' : numbered[2]!.toLowerCase();
  const known = LICENCE_FIELDS.find((candidate) => candidate === field);
  return known ? { field: known, value: rest.trim(), captioned: false } : null;
}
