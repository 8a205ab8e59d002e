import { JURISDICTIONS, type Jurisdiction } from './aamva.js';
import { renderDrivingLicence } from './driving-licence.js';
import { renderIdCard } from './id-card.js';
import { renderPassport } from './passport.js';
import type { Holder, MrzSpecimenOptions, RenderedDocument } from './specimen.js';
import { STATES, type StateCode } from './states.js';

export type SpecimenType = 'passport' | 'id_card' | 'driving_license' | 'visa' | 'residence_permit';

/** What a machine reads on it: a machine-readable zone, the numbered fields of Europe, or an AAMVA symbol. */
export type SpecimenFormat = 'TD1' | 'TD2' | 'TD3' | 'MRVA' | 'MRVB' | 'IDFRA' | 'EU' | 'AAMVA';

/** Both sides of a specimen; passports and visas have one. */
export interface RenderedSides {
  readonly front: RenderedDocument;
  readonly back: RenderedDocument | null;
}

/** What a specimen can be made to show. The issuer is the specimen's own. */
export type SpecimenChoices = Omit<MrzSpecimenOptions, 'issuingState'>;

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

/** States that issue driving licences of the European model. */
const EUROPEAN = (Object.keys(STATES) as StateCode[]).filter((code) => !['UTO', 'USA', 'CAN'].includes(code));

/** Every kind of document that can be rendered. */
export const SPECIMENS: readonly Specimen[] = [
  ...(Object.keys(STATES) as StateCode[]).flatMap((country) => [
    passportOf(country),
    ...(['USA', 'CAN'].includes(country) ? [] : [idCardOf(country)]),
  ]),
  ...EUROPEAN.map(europeanLicenceOf),
  ...(Object.keys(JURISDICTIONS) as Jurisdiction[]).map(northAmericanLicenceOf),
];

/** @throws {RangeError} when there is no such specimen. */
export function specimen(id: string): Specimen {
  const found = SPECIMENS.find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`there is no specimen ${id}`);
  return found;
}

function passportOf(country: StateCode): Specimen {
  return {
    id: `${country.toLowerCase()}-passport`,
    country,
    type: 'passport',
    format: 'TD3',
    render: async (holder, options) => ({
      front: await renderPassport(holder, { ...options, issuingState: country }),
      back: null,
    }),
  };
}

function idCardOf(country: StateCode): Specimen {
  return {
    id: `${country.toLowerCase()}-id-card`,
    country,
    type: 'id_card',
    format: 'TD1',
    render: (holder, options) => renderIdCard(holder, { ...options, issuingState: country }),
  };
}

function europeanLicenceOf(country: StateCode): Specimen {
  return {
    id: `${country.toLowerCase()}-driving-licence`,
    country,
    type: 'driving_license',
    format: 'EU',
    render: (holder, options) => renderDrivingLicence(holder, { ...options, issuingState: country }),
  };
}

function northAmericanLicenceOf(jurisdiction: Jurisdiction): Specimen {
  const { country } = JURISDICTIONS[jurisdiction];
  return {
    id: `${country.toLowerCase()}-${jurisdiction.toLowerCase()}-driving-licence`,
    country,
    type: 'driving_license',
    format: 'AAMVA',
    render: (holder, options) => renderDrivingLicence(holder, { ...options, layout: 'AAMVA', jurisdiction }),
  };
}
