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

/** Germany numbers with digits and 17 consonants, so that no word and no B, D, I, O, Q, S is ever printed. */
const GERMAN = /^[CFGHJKLMNPRTVWXYZ0-9]{9}$/;

/**
 * How issuers number their documents, as described in the Council of the European Union's public register
 * of authentic documents (PRADO, "document number" of each document) and, for the driving licences, by
 * their issuers. Formats in use since about 2010; older documents have expired. An issuer that is not
 * listed is not judged.
 */
const FORMATS: readonly NumberFormat[] = [
  format('AT', 'passport', /^[A-Z]{1,2}\d{7}$/, 'one or two letters, seven digits'),
  format('AU', 'passport', /^[A-Z]{1,2}\d{7}$/, 'one or two letters, seven digits'),
  format('BE', 'passport', /^[A-Z]{2}\d{6}$/, 'two letters, six digits'),
  format('CA', 'passport', /^(?:[A-Z]{2}\d{6}|[A-Z]\d{6}[A-Z]{2})$/, 'two letters, six digits, or P123456AA'),
  format('DE', 'passport', GERMAN, 'nine digits and consonants'),
  format('DE', 'id_card', GERMAN, 'nine digits and consonants'),
  format('ES', 'passport', /^[A-Z]{2,3}\d{6}$/, 'two or three letters, six digits'),
  format('ES', 'id_card', /^[A-Z]{3}\d{6}$/, 'three letters, six digits'),
  format('FR', 'passport', /^\d{2}[A-Z]{2}\d{5}$/, 'two digits, two letters, five digits'),
  format('FR', 'id_card', /^(?:\d{12}|[A-Z0-9]{9})$/, 'twelve digits, or nine digits and letters'),
  format('GB', 'passport', /^\d{9}$/, 'nine digits'),
  format('IT', 'passport', /^[A-Z]{2}\d{7}$/, 'two letters, seven digits'),
  format('IT', 'id_card', /^[A-Z]{2}\d{5}[A-Z]{2}$/, 'two letters, five digits, two letters'),
  format('JP', 'passport', /^[A-Z]{2}\d{7}$/, 'two letters, seven digits'),
  format('NL', 'passport', /^[A-NP-Z]{2}[A-NP-Z0-9]{6}\d$/, 'nine, no letter O, a digit at the end'),
  format('NL', 'id_card', /^[A-NP-Z]{2}[A-NP-Z0-9]{6}\d$/, 'nine, no letter O, a digit at the end'),
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
