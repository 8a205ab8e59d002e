import { MalformedError, type Reading, reading } from '../malformed.js';
import { fileContents } from './elementary-file.js';
import { readTlvs } from './tlv.js';

/** Additional personal details in the state's own letters; null where the chip leaves one out. */
export interface DataGroup11 {
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly otherNames: readonly string[];
  readonly personalNumber: string | null;
  /** ISO 8601 calendar date; null also where parts are unknown. */
  readonly dateOfBirth: string | null;
  /** Parts as written, largest unit where the state puts it. */
  readonly placeOfBirth: readonly string[];
  readonly address: readonly string[];
}

/** ICAO 9303-10, 4.7.11. */
const TAGS = {
  fullName: 0x5f0e,
  otherNames: 0xa0,
  otherName: 0x5f0f,
  personalNumber: 0x5f10,
  placeOfBirth: 0x5f11,
  dateOfBirth: 0x5f2b,
  address: 0x5f42,
} as const;

/** Reads EF.DG11 (ICAO 9303-10, 4.7.11). */
export function readDataGroup11(bytes: Uint8Array): Reading<DataGroup11> {
  return reading(() => {
    const items = readTlvs(fileContents('dg11', bytes), 'dg11');
    const value = (tag: number) => items.find((item) => item.tag === tag)?.value;
    const text = (tag: number) => decodeText(value(tag));
    const [surname, givenNames] = splitName(text(TAGS.fullName));
    const others = readTlvs(value(TAGS.otherNames) ?? new Uint8Array(), 'dg11');
    return {
      surname,
      givenNames,
      otherNames: others
        .filter(({ tag }) => tag === TAGS.otherName)
        .map((item) => words(decodeText(item.value) ?? '')),
      personalNumber: text(TAGS.personalNumber),
      dateOfBirth: calendarDate(value(TAGS.dateOfBirth)),
      placeOfBirth: parts(text(TAGS.placeOfBirth)),
      address: parts(text(TAGS.address)),
    };
  });
}

/** UTF-8 (ICAO 9303-10, 4.7.11); a chip that holds other bytes is not guessed at. */
function decodeText(value: Uint8Array | undefined): string | null {
  if (value === undefined || value.length === 0) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(value);
  } catch (cause) {
    throw new MalformedError('dg11: text that is not UTF-8', { cause });
  }
}

const words = (name: string): string => name.replace(/<+/g, ' ').trim();

function splitName(name: string | null): [string | null, string | null] {
  if (name === null) return [null, null];
  const [primary = '', ...secondary] = name.split('<<');
  return [words(primary) || null, words(secondary.join('<')) || null];
}

function parts(text: string | null): string[] {
  return (text ?? '')
    .split('<')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Eight digits as characters, or in four bytes of binary-coded decimals, which early chips have. */
function calendarDate(value: Uint8Array | undefined): string | null {
  if (value === undefined) return null;
  const digits = Buffer.from(value).toString(value.length === 4 ? 'hex' : 'latin1');
  const match = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.exec(digits);
  return match && `${match[1]}-${match[2]}-${match[3]}`;
}
