import { seededRandom } from '../random.js';
import { JURISDICTIONS, type Jurisdiction } from './aamva.js';
import { fillPattern, ISSUERS, type Issuer, type IssuerCode } from './issuers.js';
import { type AmericanArrangement, americanLicence } from './layouts/american-licence.js';
import { europeanLicence } from './layouts/european-licence.js';
import { identityCard, largeCard, oldFrenchCard, TD2_CARD } from './layouts/identity-card.js';
import { PASSPORT_PAGE, passportPage } from './layouts/passport-page.js';
import { VISA_A, VISA_B, visaSticker } from './layouts/visa.js';
import { LICENCES, type LicenceCode, type LicenceDesign } from './licences/designs.js';
import { licenceNumber } from './licences/numbers.js';
import type { FontName } from './outlines.js';
import type { Inks } from './pen.js';
import type { Kind } from './render-kind.js';
import type { Pattern } from './security-print.js';
import { ID1 } from './sheet.js';
import type { Holder } from './specimen.js';
import { STATES, type StateCode } from './states.js';

// One function a type of document: what its kinds have in common, completed from the issuer's description.

const inks = (font: FontName = 'sans', caption = '#36485c', captionSize = 1.5): Inks => ({
  value: { font },
  caption,
  heading: '#22354a',
  captionSize,
});

const FONTS: Readonly<Record<string, FontName>> = {
  classic: 'sans',
  airy: 'bold',
  ledger: 'condensed',
  left: 'sans',
  right: 'bold',
  low: 'condensed',
};

const PATTERNS: readonly Pattern[] = ['waves', 'rosette', 'lines'];

const DESIGNED: Readonly<Partial<Record<StateCode, Issuer>>> = ISSUERS;
/** A state's own design, or where it has none, the neutral one. */
const issuerOf = (state: StateCode): Issuer => DESIGNED[state] ?? neutralIssuer(state);

const EVERY = { letters: 'all', symbol: null } as const;

export const passportKind = (country: StateCode, issuer: Issuer = issuerOf(country)): Kind => ({
  ...EVERY,
  issuer,
  country,
  languages: issuer.languages.slice(0, 3),
  sheet: PASSPORT_PAGE,
  arrange: () => passportPage(issuer.arrangements.passport),
  numberCaption: 'passportNo',
  number: issuer.numbers.passport,
  dates: issuer.dates.passport,
  authority: issuer.authorities.passport,
  nationality: 'word',
  address: 'two-lines',
  inks: inks(FONTS[issuer.arrangements.passport]),
  mrz: { format: 'TD3' },
});

/** An identity card, or with a document code of its own a residence permit, of ID-1 size. */
export const cardKind = (
  country: StateCode,
  issuer: Issuer = issuerOf(country),
  {
    permit = false,
    documentCode = 'I',
    symbology = null,
  }: { permit?: boolean; documentCode?: string; symbology?: 'qrcode' | 'datamatrix' | null } = {},
): Kind => ({
  ...EVERY,
  issuer,
  country,
  languages: issuer.languages.slice(0, 2),
  sheet: ID1,
  arrange: () =>
    identityCard(
      issuer.arrangements.card,
      permit ? 'residencePermit' : 'idCard',
      symbology ? { x: 65.5, y: 4, width: 16, height: 16 } : undefined,
    ),
  numberCaption: 'documentNo',
  number: issuer.numbers.card,
  dates: issuer.dates.card,
  authority: issuer.authorities.card,
  nationality: 'code',
  address: 'two-lines',
  inks: inks(FONTS[issuer.arrangements.card]),
  mrz: { format: 'TD1', documentCode },
  symbol: symbology && { symbology },
});

export const largeCardKind = (country: StateCode, issuer: Issuer = issuerOf(country)): Kind => ({
  ...cardKind(country, issuer),
  sheet: TD2_CARD,
  arrange: () => largeCard,
  mrz: { format: 'TD2' },
});

export const oldFrenchCardKind = (): Kind => ({
  ...cardKind('FRA'),
  languages: ['fr'],
  sheet: TD2_CARD,
  arrange: () => oldFrenchCard,
  number: 'YYMM########',
  dates: 'dotted',
  inks: inks('sans'),
  mrz: { format: 'IDFRA' },
});

export const visaKind = (country: IssuerCode, format: 'MRVA' | 'MRVB'): Kind => ({
  ...passportKind(country),
  sheet: format === 'MRVA' ? VISA_A : VISA_B,
  arrange: () => visaSticker,
  languages: ISSUERS[country].languages.slice(0, 2),
  numberCaption: 'documentNo',
  number: '#########',
  nationality: 'code',
  mrz: { format },
});

/** Em of the numbers and codes of a licence's fields, in millimetres. */
const CODE_SIZE = 1.6;

/** Forms of address in field 2, by sex. */
const TITLES: Readonly<Record<Holder['sex'], readonly string[]>> = {
  F: ['MRS', 'MISS', 'MS', 'DR'],
  M: ['MR', 'MR', 'DR', 'REV'],
  X: ['MX'],
};

/** A licence in the layout of directive 2006/126/EC. */
export function europeanLicenceKind(
  country: StateCode & LicenceCode,
  design: LicenceDesign = LICENCES[country],
  look: Partial<Pick<Issuer, 'hue'>> = {},
): Kind {
  const issuer: Issuer = {
    ...ISSUERS.UTO,
    name: design.state ?? '',
    hue: design.hue,
    pattern: PATTERNS[design.hue % PATTERNS.length]!,
    ...look,
  };
  return {
    ...EVERY,
    issuer,
    country,
    languages: ['en'],
    sheet: ID1,
    arrange: ({ holder, discriminator }) => {
      // What the document's own seed decides, without another draw from its stream.
      const random = seededRandom(Number(discriminator.slice(0, 9)));
      const titles = TITLES[holder.sex];
      return europeanLicence(design, {
        title: design.titled ? titles[random.integer(0, titles.length - 1)]! : null,
        issueNumber: design.issueNumber && fillPattern(design.issueNumber, random),
        personalNumber: design.personalNumber && licenceNumber(design.personalNumber, holder, random),
      });
    },
    numberCaption: 'documentNo',
    number: (holder, random) => licenceNumber(design.number, holder, random),
    dates: design.dates[1],
    birthDate: design.dates[0],
    authority: design.authority,
    nationality: 'code',
    address: 'one-line',
    letters: design.letters,
    script: design.script,
    bornIn: design.bornIn,
    inks: inks('bold', '#2a4a8a', CODE_SIZE),
    mrz: design.zone && { format: design.zone },
  };
}

/** Layout, shape of the number, hue and pattern of each North American issuer's cards. */
const AMERICAN: Readonly<
  Record<Jurisdiction, readonly [AmericanArrangement, string, number, Issuer['pattern']]>
> = {
  BC: ['canadian', '#######', 200, 'waves'],
  CA: ['coastal', '@#######', 40, 'rosette'],
  FL: ['captioned', '@############', 20, 'lines'],
  IL: ['captioned', '@###########', 260, 'waves'],
  NY: ['plain', '#########', 180, 'lines'],
  ON: ['canadian', '@####-#####-#####', 210, 'rosette'],
  QC: ['canadian', '@####-######-##', 215, 'lines'],
  TX: ['captioned', '########', 10, 'rosette'],
  VA: ['plain', 'T########', 215, 'waves'],
  WA: ['coastal', 'WDL@@###@#@@', 150, 'waves'],
  NC: ['plain', '############', 205, 'rosette'],
};

/** A licence (`DL`) or identification card (`ID`) in AAMVA's layout. */
export function americanKind(
  jurisdiction: Jurisdiction,
  subfile: 'DL' | 'ID',
  look: Partial<Pick<Issuer, 'hue'>> = {},
): Kind {
  const { country } = JURISDICTIONS[jurisdiction];
  const [arrangement, number, hue, pattern] = AMERICAN[jurisdiction];
  const issuer = { ...ISSUERS[country], hue, pattern, ...look };
  return {
    issuer,
    country,
    languages: ['en'],
    letters: country === 'USA' ? 'plain' : 'all',
    sheet: ID1,
    arrange: ({ discriminator }) => americanLicence(arrangement, jurisdiction, { subfile, discriminator }),
    numberCaption: 'documentNo',
    number,
    dates: country === 'CAN' ? 'year-first' : 'month-first',
    authority: country === 'CAN' ? 'TORONTO' : 'DMV',
    nationality: 'code',
    address: { jurisdiction },
    inks: inks('bold', '#2a4a8a', CODE_SIZE),
    mrz: null,
    symbol: { symbology: 'AAMVA', jurisdiction, subfile },
  };
}

/** Utopia's designs with the name of another state: what a test takes when it is not about designs. */
export function neutralIssuer(state: StateCode): Issuer {
  return {
    ...ISSUERS.UTO,
    hue: null,
    name: STATES[state].name,
    citizen: STATES[state].nationality,
    authorities: {
      ...ISSUERS.UTO.authorities,
      card: `${STATES[state].name.split(' / ')[0]} CIVIL REGISTRY`,
    },
  };
}
