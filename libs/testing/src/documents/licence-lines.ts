import { seededRandom } from '../random.js';
import { fillPattern } from './issuers.js';
import { checkDigit, type MrzContent, type MrzFlaws, transliterate } from './mrz-lines.js';

/**
 * Zones of driving licences, composed from published descriptions and specimens of the cards. None is ICAO's: a part of
 * what the front prints, in one line of 30 characters, or in three.
 */

/** France since 2013: number and expiry, a check digit behind the number and at the end, the surname cut to eight letters. */
export function frenchLicenceLine(content: MrzContent, flaws: MrzFlaws = {}): [string] {
  const opening = `D1FRA${content.documentNumber}`;
  if (opening.length !== 14) throw new RangeError('a French licence has a number of nine characters');
  const expiry = content.dateOfExpiry.slice(2).replaceAll('-', '');
  const surname = transliterate(content.surname).slice(0, 8).padEnd(8, '<');
  const line = opening + digitOf(opening, flaws.wrongCheckDigit === 'number') + expiry + surname;
  return [line + digitOf(line, flaws.wrongCheckDigit === 'composite')];
}

/** The Netherlands: a version, the number, data that only the chip's reader uses, and one check digit over all. */
export function dutchLicenceLine(content: MrzContent, flaws: MrzFlaws = {}): [string] {
  const { documentNumber: number } = content;
  if (!/^\d{10}$/.test(number)) throw new RangeError('a Dutch licence has a number of ten digits');
  const line = `D1NLD1${number}${fillPattern('*'.repeat(13), seededRandom(Number(number.slice(1))))}`;
  return [line + digitOf(line, flaws.wrongCheckDigit === 'composite')];
}

/** Switzerland: the number of the blank, then number and birth, then the names; no check digit anywhere. */
export function swissLicenceLines({ documentNumber, ...content }: MrzContent): [string, string, string] {
  const blank = fillPattern('@@@###@', seededRandom(Number(documentNumber.slice(-9))));
  const birth = content.dateOfBirth.slice(2).replaceAll('-', '');
  const names = `${transliterate(content.surname)}<<${transliterate(content.givenNames)}`;
  return [
    blank.padEnd(9, '<'),
    `FACHE${documentNumber.padEnd(14, '<')}${birth}`.padEnd(30, '<'),
    names.slice(0, 30).padEnd(30, '<'),
  ];
}

function digitOf(value: string, isWrong: boolean): string {
  const digit = checkDigit(value);
  return isWrong ? String((Number(digit) + 1) % 10) : digit;
}
