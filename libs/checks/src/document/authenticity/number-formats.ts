import type { DocumentType } from '@idem/domain';

interface NumberFormat {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly type: DocumentType;
  /** Of the number as the MRZ or the barcode spells it, without check digit. */
  readonly pattern: RegExp;
  readonly described: string;
}

const format = (country: string, type: DocumentType, pattern: RegExp, described: string): NumberFormat => ({
  country,
  type,
  pattern,
  described,
});

/**
 * Germany numbers with digits and 17 consonants, so that no word and no B, D, I, O, Q, S is ever printed; a
 * letter and seven digits on documents issued at once (Passverordnung, annex 11).
 */
const GERMAN = /^(?:[CFGHJKLMNPRTVWXYZ0-9]{9}|[A-Z]\d{7})$/;

/**
 * How issuers number their documents: Germany's by its ordinance, the others as collected from the issuers'
 * descriptions by open-source validators (validator.js, `isPassportNumber`; Microsoft Purview's sensitive
 * information types). Where collections differ, both forms are allowed. An issuer that is not listed is not
 * judged.
 */
const FORMATS: readonly NumberFormat[] = [
  format('AT', 'passport', /^[A-Z]{1,2}\d{7}$/, 'one or two letters, seven digits'),
  format('AU', 'passport', /^[A-Z]{1,2}\d{7}$/, 'one or two letters, seven digits'),
  format('BE', 'passport', /^[A-Z]{2}\d{6}$/, 'two letters, six digits'),
  format('CA', 'passport', /^(?:[A-Z]{2}\d{6}|[A-Z]\d{6}[A-Z]{2})$/, 'two letters, six digits, or A123456BC'),
  format('CZ', 'passport', /^\d{8}$/, 'eight digits'),
  format('DE', 'passport', GERMAN, 'nine digits and consonants'),
  format('DE', 'id_card', GERMAN, 'nine digits and consonants'),
  format('DK', 'passport', /^\d{9}$/, 'nine digits'),
  format('ES', 'passport', /^[A-Z0-9]{2}[A-Z0-9]?\d{6}$/, 'two or three letters, six digits'),
  format('ES', 'id_card', /^[A-Z]{3}\d{6}$/, 'three letters, six digits'),
  format('FI', 'passport', /^[A-Z]{2}\d{7}$/, 'two letters, seven digits'),
  format('FR', 'passport', /^\d{2}[A-Z]{2}\d{5}$/, 'two digits, two letters, five digits'),
  format('FR', 'id_card', /^(?:\d{12}|[A-Z0-9]{9})$/, 'twelve digits, or nine digits and letters'),
  format('GB', 'passport', /^\d{9}$/, 'nine digits'),
  format('GR', 'passport', /^[A-Z]{2}\d{7}$/, 'two letters, seven digits'),
  format('HR', 'passport', /^\d{9}$/, 'nine digits'),
  format('HU', 'passport', /^[A-Z]{2}\d{6,7}$/, 'two letters, six or seven digits'),
  format('IE', 'passport', /^[A-Z0-9]{2}\d{7}$/, 'two letters or digits, seven digits'),
  format('IS', 'passport', /^A\d{7}$/, 'A and seven digits'),
  format('IT', 'passport', /^[A-Z0-9]{2}\d{7}$/, 'two letters or digits, seven digits'),
  format('IT', 'id_card', /^[A-Z]{2}\d{5}[A-Z]{2}$/, 'two letters, five digits, two letters'),
  format('JP', 'passport', /^[A-Z]{2}\d{7}$/, 'two letters, seven digits'),
  format('NL', 'passport', /^[A-Z]{2}[A-Z0-9]{6}\d$/, 'two letters, six letters or digits, a digit'),
  format('NL', 'id_card', /^[A-Z]{2}[A-Z0-9]{6}\d$/, 'two letters, six letters or digits, a digit'),
  format('PL', 'passport', /^[A-Z]{2}\d{7}$/, 'two letters, seven digits'),
  format('PL', 'id_card', /^[A-Z]{3}\d{6}$/, 'three letters, six digits'),
  format('US', 'passport', /^(?:\d{9}|[A-Z]\d{8})$/, 'nine digits, or a letter and eight'),
];

/** Whether a number has the form its issuer gives; null where the issuer's form is not known here. */
export function numberFormat(
  country: string | null,
  type: DocumentType,
  number: string,
): { readonly fits: boolean; readonly described: string } | null {
  const known = FORMATS.find((candidate) => candidate.country === country && candidate.type === type);
  return known ? { fits: known.pattern.test(number), described: known.described } : null;
}
