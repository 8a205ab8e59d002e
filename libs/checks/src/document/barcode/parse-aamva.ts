import { type AamvaCard, type AamvaDeviation, aamvaCard } from './aamva-card.js';
import type { Elements } from './aamva-elements.js';
import { readHeader } from './aamva-header.js';
import {
  type DateOrder,
  dateOf,
  elementValue,
  namesOf,
  numberOf,
  postalCodeOf,
  sexOf,
  stateOf,
} from './aamva-values.js';
import { findSubfile, type HolderSubfile } from './find-subfile.js';
import { countryOfAddress, issuerOfNumber } from './issuers.js';
import { parseMagneticStripe } from './magnetic-stripe.js';
import { readElements } from './read-elements.js';

/** The document that each subfile makes. */
const TYPES: Readonly<Record<HolderSubfile, AamvaCard['type']>> = {
  DL: 'driving_license',
  EN: 'driving_license',
  ID: 'id_card',
};

const COUNTRIES: Readonly<Record<string, NonNullable<AamvaCard['country']>>> = {
  USA: 'US',
  US: 'US',
  CAN: 'CA',
  CA: 'CA',
  MEX: 'MX',
  MX: 'MX',
};

/**
 * Parses the content of a driving licence's or identification card's symbol (AAMVA DL/ID Card Design Standard,
 * annex D; all versions from before 2000 to 2020, and later ones as far as they keep the layout; the tracks of a
 * magnetic stripe too).
 *
 * What issuers are known to get wrong is read all the same and noted: offsets and lengths that do not point at
 * the subfile, missing separators, counts, dates in the other order. Nothing is made up: an element that is not
 * there, makes no sense, or cannot be told from the next with certainty is null.
 *
 * @returns null when the text is not of this format, or describes neither a licence nor an identification card.
 */
export function parseAamva(text: string): AamvaCard | null {
  return parseMagneticStripe(text) ?? parseSubfiles(inCapitals(text));
}

/** Some programs write all in small letters. */
const inCapitals = (text: string): string =>
  /[A-Z]/.test(text) ? text : text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

function parseSubfiles(text: string): AamvaCard | null {
  const header = readHeader(text);
  const subfile = header && findSubfile(text, header);
  if (!header || !subfile) return null;
  const others = header.entries.map(({ type }) => type).filter((type) => type !== subfile.type);
  const { elements, glued } = readElements(subfile.body, header.version, others);
  const type = subfile.type ? TYPES[subfile.type] : typeByElements(elements);
  if (type === null) return null;
  const deviations = new Set<AamvaDeviation>(subfile.deviations);
  if (glued) deviations.add('separator');
  // An entry that was damaged is none of `entries`, and was counted.
  if (header.announced !== Math.max(1, header.entries.length)) deviations.add('entry-count');

  const issuer = issuerOfNumber(header.issuer);
  if (!issuer) deviations.add('unknown-issuer');
  const stated = COUNTRIES[elementValue(elements.DCG) ?? ''] ?? null;
  if (stated && issuer && stated !== issuer.country) deviations.add('country-of-issuer');
  const address = addressOf(elements);
  const country = stated ?? issuer?.country ?? countryOfAddress(address.state, address.postalCode);
  const order: DateOrder =
    header.version >= 2 && country !== 'CA' && country !== 'MX' ? 'month-first' : 'year-first';
  const date = (value: string | undefined) => {
    const found = dateOf(value, order);
    if (found && !found.expected) deviations.add('date-order');
    return found?.date ?? null;
  };
  const card = {
    type,
    version: header.version,
    jurisdictionVersion: header.jurisdictionVersion,
    issuerNumber: header.issuer,
    issuer,
    country,
    number: numberOf(elements.DAQ) ?? numberOf(elements.DBJ),
    ...namesOf(elements),
    truncated: {
      familyName: isTruncated(elements.DDE),
      firstName: isTruncated(elements.DDF),
      middleNames: isTruncated(elements.DDG),
    },
    dateOfBirth: date(elements.DBB),
    issued: date(elements.DBD),
    expires: date(elements.DBA),
    neverExpires: /^(?:NEVER|NON-?EXP|NO EXP|INDEF|9{8}$)/i.test(elements.DBA ?? ''),
    sex: sexOf(elements.DBC),
    address,
    discriminator: elementValue(elements.DCF),
    compliance: COMPLIANCE[elements.DDA ?? ''] ?? null,
    limitedDuration: elements.DDD === '1' ? true : elements.DDD === '0' ? false : null,
    cardRevised: date(elements.DDB),
    deviations: [...deviations],
  };
  return aamvaCard.safeParse(card).data ?? null;
}

const COMPLIANCE: Readonly<Record<string, NonNullable<AamvaCard['compliance']>>> = {
  F: 'compliant',
  M: 'materially-compliant',
  N: 'non-compliant',
};

/** T truncated, N not, U unknown. */
const isTruncated = (flag: string | undefined): boolean | null =>
  flag === 'T' ? true : flag === 'N' ? false : null;

/** Without a subfile's type: a card that names a class of vehicles is a licence, any other may be either. */
function typeByElements({ DAQ, DCA, DAR }: Elements): AamvaCard['type'] | null {
  const vehicles = elementValue(DCA) ?? elementValue(DAR);
  return elementValue(DAQ) !== null && vehicles !== null && vehicles !== 'ID' ? 'driving_license' : null;
}

const addressOf = (elements: Elements): AamvaCard['address'] => ({
  line1: elementValue(elements.DAG) ?? elementValue(elements.DAL),
  line2: elementValue(elements.DAH) ?? elementValue(elements.DAM),
  city: elementValue(elements.DAI) ?? elementValue(elements.DAN),
  state: stateOf(elements.DAJ) ?? stateOf(elements.DAO),
  postalCode: postalCodeOf(elements.DAK) ?? postalCodeOf(elements.DAP),
});
