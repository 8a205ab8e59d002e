import { isPossible } from '@idem/vision/stages/mrz/dates';
import type { AamvaCard, PartialDate } from './aamva-card.js';
import { elementValue, postalCodeOf, sexOf } from './aamva-values.js';
import { issuerOfNumber } from './issuers.js';

/**
 * Three tracks: `%` state, city, name, address `?`, `;` issuer, number `=` end, birth, rest of the number `?`, and a
 * third one that opens with `%`, `#` or `!`, which some writers set behind an underscore.
 */
const TRACKS =
  /^[^%]{0,8}%([A-Z]{2})([^?]{4,90})\?[^;]{0,4};(\d{6})(\d{1,13})=(\d{2})(\d{2})(\d{4})(\d{2})(\d{2})(\d{0,5})=?\?([\s\S]*)$/;
/** Versions of template and security, postal code, class, restrictions, endorsements, sex, height, weight, hair, eyes. */
const THIRD_TRACK =
  /^[^%#!]{0,3}[%#!]\d[\dA-Z](.{11}).{2}.{10}.{4}([MF129X])(?:\d{3}|\s{3})[\d\s]{3}[A-Z\s]{3}[A-Z\s]{3}/;

/** Characters of the city; a shorter one ends with `^`. */
const CITY_LENGTH = 13;

/**
 * The content of a magnetic stripe (AAMVA DL/ID Card Design Standard, annex on magnetic stripes), which British
 * Columbia repeats in its symbol.
 *
 * The second track holds digits alone, so that elsewhere than in British Columbia, whose numbers are digits, letters of
 * a number are written as pairs of digits: the number is then left out.
 *
 * @returns null when the text is not of this form, or its issuer is not known or not of the state that it names.
 */
export function parseMagneticStripe(text: string): AamvaCard | null {
  const tracks = TRACKS.exec(text);
  if (!tracks) return null;
  const [, state = '', first = '', issuerNumber = '', number = '', ...rest] = tracks;
  const [endYear = '', endMonth = '', year = '', month = '', day = '', overflow = '', third = ''] = rest;
  const issuer = issuerOfNumber(issuerNumber);
  if (!issuer || issuer.jurisdiction !== state) return null;
  const [city, name = '', ...street] = firstTrack(first);
  const born = { year: Number(year), month: Number(month), day: Number(day) };
  const dateOfBirth = born.year >= 1850 && born.year < 2200 && isPossible(born) ? born : null;
  const details = THIRD_TRACK.exec(third);
  const [family, ...given] = name.split('$').map((part) => elementValue(part.replace(/,+\s*$/, '')));
  const givenNames = given.join(' ').split(/\s+/).filter(Boolean);
  return {
    type: 'driving_license',
    version: null,
    jurisdictionVersion: null,
    issuerNumber,
    issuer,
    country: issuer.country,
    number: state === 'BC' ? number + overflow : null,
    familyName: givenNames.length > 0 ? (family ?? null) : null,
    firstName: givenNames[0] ?? null,
    middleNames: givenNames.slice(1).join(' ') || null,
    suffix: null,
    truncated: { familyName: null, firstName: null, middleNames: null },
    dateOfBirth,
    issued: null,
    expires: endOf(Number(endYear), Number(endMonth), dateOfBirth),
    neverExpires: endMonth === NEVER,
    sex: sexOf(details?.[2]),
    address: addressOf(city ?? null, state, street.join('$'), details?.[1]),
    discriminator: null,
    compliance: null,
    limitedDuration: null,
    cardRevised: null,
    deviations: [],
  };
}

/** City, name, address, without their marks. */
function firstTrack(text: string): string[] {
  const parts = text.split('^');
  const [head = '', ...others] = parts;
  if (head.length <= CITY_LENGTH) return parts;
  return [head.slice(0, CITY_LENGTH), head.slice(CITY_LENGTH), ...others];
}

/** Months that are none: without an end; the end of the month of birth; the day of birth. */
const NEVER = '77';
const MONTH_OF_BIRTH = 88;
const DAY_OF_BIRTH = 99;

/** The stripe says year and month; the century is that of cards which are carried today. */
function endOf(year: number, month: number, born: AamvaCard['dateOfBirth']): PartialDate | null {
  const full = 2000 + year;
  if (month >= 1 && month <= 12) return { year: full, month, day: null };
  if (month === MONTH_OF_BIRTH && born) return { year: full, month: born.month, day: null };
  if (month !== DAY_OF_BIRTH || !born) return null;
  const end = { ...born, year: full };
  return isPossible(end) ? end : { ...end, day: null };
}

function addressOf(
  city: string | null,
  state: string,
  street: string,
  postalCode: string | undefined,
): AamvaCard['address'] {
  const [line1 = '', place = ''] = street.split('$');
  const named = /^(.*?)\s+([A-Z]{2})\s+([A-Z]\d[A-Z] ?\d[A-Z]\d)\s*$/.exec(place);
  return {
    line1: elementValue(line1),
    line2: null,
    city: elementValue(named?.[1] ?? (city && city.length < CITY_LENGTH ? city : undefined)),
    state: named?.[2] ?? state,
    postalCode: postalCodeOf(named?.[3] ?? postalCode?.trim()),
  };
}
