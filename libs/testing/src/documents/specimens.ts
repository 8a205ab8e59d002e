import { JURISDICTIONS, type Jurisdiction } from './aamva.js';
import { FURTHER_ISSUERS, ISSUERS, type IssuerCode } from './issuers.js';
import {
  americanKind,
  cardKind,
  europeanLicenceKind,
  largeCardKind,
  oldFrenchCardKind,
  passportKind,
  visaKind,
} from './kinds.js';
import { FURTHER_LICENCES, LICENCES, type LicenceCode } from './licences/designs.js';
import {
  type Kind,
  type MrzKind,
  type RenderedSides,
  renderKind,
  type SpecimenChoices,
} from './render-kind.js';
import type { Holder } from './specimen.js';
import type { StateCode } from './states.js';

export type { RenderedSides, SpecimenChoices } from './render-kind.js';

export type SpecimenType = 'passport' | 'id_card' | 'driving_license' | 'visa' | 'residence_permit';

/** What a machine reads on it: a machine-readable zone, the numbered fields of Europe, or an AAMVA symbol. */
export type SpecimenFormat = MrzKind | 'EU' | 'AAMVA';

/** One kind of document: an issuer's passport, card or licence. */
export interface Specimen {
  /** Stable, as `deu-id-card`, `usa-ny-driving-licence`. */
  readonly id: string;
  readonly country: StateCode;
  readonly type: SpecimenType;
  readonly format: SpecimenFormat;
  /** Equal arguments give equal bytes. */
  render(holder: Holder, options?: SpecimenChoices): Promise<RenderedSides>;
}

const ISSUER_CODES = Object.keys(ISSUERS) as IssuerCode[];
const NORTH_AMERICA: readonly StateCode[] = ['CAN', 'USA'];
const EUROPE = ISSUER_CODES.filter((code) => !NORTH_AMERICA.includes(code));
const LICENCE_CODES = Object.keys(LICENCES) as LicenceCode[];

/** Jurisdictions of {@link SPECIMENS}; those of the further ones are left out. */
const SPECIMEN_JURISDICTIONS = (Object.keys(JURISDICTIONS) as Jurisdiction[]).filter((code) => code !== 'NC');

/** Codes on the backs of identity cards; the others bear none. */
const CARD_CODES: Partial<Record<IssuerCode, 'qrcode' | 'datamatrix'>> = {
  FRA: 'datamatrix',
  PRT: 'qrcode',
  TUR: 'qrcode',
};

/** Document codes of identity cards whose issuers have others than `I`, as their specimens show. */
const CARD_DOCUMENT_CODES: Partial<Record<IssuerCode, string>> = {
  AUT: 'ID',
  BEL: 'ID',
  CHE: 'ID',
  DEU: 'ID',
  ESP: 'ID',
  FRA: 'ID',
  ITA: 'C',
};

/** Document codes of residence permits (ICAO 9303-5, 4.2.2: A, C or I, and a letter of the issuer's choice). */
const PERMITS: Partial<Record<IssuerCode, string>> = {
  DEU: 'AR',
  ESP: 'IR',
  FRA: 'IR',
  GBR: 'IR',
  ITA: 'IR',
  POL: 'IR',
  SWE: 'IR',
};

/** Every kind of document that can be rendered, one of each state. */
export const SPECIMENS: readonly Specimen[] = [
  ...ISSUER_CODES.map((country) => of(country, 'passport', 'passport', 'TD3', passportKind(country))),
  // The United Kingdom issues none.
  ...EUROPE.filter((country) => country !== 'GBR').map((country) =>
    of(
      country,
      'id-card',
      'id_card',
      'TD1',
      cardKind(country, undefined, {
        symbology: CARD_CODES[country] ?? null,
        documentCode: CARD_DOCUMENT_CODES[country] ?? 'I',
      }),
    ),
  ),
  ...(['UTO', 'DEU', 'CHE'] as const).map((country) =>
    of(country, 'id-card-td2', 'id_card', 'TD2', largeCardKind(country)),
  ),
  of('FRA', 'id-card-old', 'id_card', 'IDFRA', oldFrenchCardKind()),
  ...(Object.entries(PERMITS) as [IssuerCode, string][]).map(([country, permit]) =>
    of(
      country,
      'residence-permit',
      'residence_permit',
      'TD1',
      cardKind(country, undefined, { permit: true, documentCode: permit }),
    ),
  ),
  ...(['UTO', 'USA', 'GBR'] as const).map((country) =>
    of(country, 'visa-a', 'visa', 'MRVA', visaKind(country, 'MRVA')),
  ),
  ...(['DEU', 'FRA', 'NLD'] as const).map((country) =>
    of(country, 'visa-b', 'visa', 'MRVB', visaKind(country, 'MRVB')),
  ),
  ...LICENCE_CODES.map((country) =>
    of(country, 'driving-licence', 'driving_license', 'EU', europeanLicenceKind(country)),
  ),
  ...SPECIMEN_JURISDICTIONS.map((code) =>
    of(
      JURISDICTIONS[code].country,
      `${code.toLowerCase()}-driving-licence`,
      'driving_license',
      'AAMVA',
      americanKind(code, 'DL'),
    ),
  ),
  ...(['NY', 'TX'] as const).map((code) =>
    of('USA', `${code.toLowerCase()}-id-card`, 'id_card', 'AAMVA', americanKind(code, 'ID')),
  ),
];

/**
 * Older, regional and learners' cards of states whose current one is among {@link SPECIMENS}, and documents of further
 * issuers.
 */
export const FURTHER_SPECIMENS: readonly Specimen[] = [
  ...Object.entries(FURTHER_LICENCES).map(([id, [country, design]]) => ({
    ...of(country, '', 'driving_license', 'EU', europeanLicenceKind(country, design)),
    id,
  })),
  of('IND', 'passport', 'passport', 'TD3', passportKind('IND', FURTHER_ISSUERS.IND)),
  of('USA', 'nc-driving-licence', 'driving_license', 'AAMVA', americanKind('NC', 'DL')),
];

/** @throws {RangeError} when there is no such specimen. */
export function specimen(id: string): Specimen {
  const found = [...SPECIMENS, ...FURTHER_SPECIMENS].find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`there is no specimen ${id}`);
  return found;
}

function of(
  country: StateCode,
  name: string,
  type: SpecimenType,
  format: SpecimenFormat,
  kind: Kind,
): Specimen {
  return {
    id: `${country.toLowerCase()}-${name}`,
    country,
    type,
    format,
    render: (holder, options) => renderKind(kind, holder, options),
  };
}
