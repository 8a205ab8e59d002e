import { toBuffer } from 'bwip-js/node';
import { type SeededRandom, seededRandom } from '../random.js';
import { aamvaPayload, JURISDICTIONS, type Jurisdiction } from './aamva.js';
import { text, textWidth } from './outlines.js';
import type { Drawing, FieldName } from './print-zones.js';
import { securityPrint, specimenMark } from './security-print.js';
import { ID1, print, type Sheet } from './sheet.js';
import { type Holder, held, type RenderedCard, type SpecimenOptions } from './specimen.js';
import { STATES } from './states.js';
import { fieldText } from './zones.js';

export interface LicenceOptions extends SpecimenOptions {
  /** `EU`: numbered fields of directive 2006/126/EC; `AAMVA`: North America, with PDF417 on the back. */
  readonly layout?: 'EU' | 'AAMVA';
  /** Issuer of an `AAMVA` licence; default Virginia. */
  readonly jurisdiction?: Jurisdiction;
}

/** A driving licence of ID-1 size, by default in the European layout. */
export async function renderDrivingLicence(
  holder: Holder,
  options: LicenceOptions = {},
): Promise<RenderedCard> {
  const random = seededRandom(options.seed ?? 1);
  const number = options.number ?? `T${random.digits(8)}`;
  const { issued = '2021-04-16', expires = '2031-04-15' } = options;
  const licence: Licence = {
    holder,
    shown: { ...holder, ...options.alteration },
    number,
    issued,
    expires,
    discriminator: random.digits(14),
  };
  const layout = options.layout === 'AAMVA' ? northAmerican : european;
  const sides = await layout(licence, options, random);
  const [front, back] = await Promise.all([
    print({ ...ID1, ...sides.front, ...held(options) }),
    print({ ...ID1, ...sides.back }),
  ]);
  const facts = { number, issued, expires, mrz: [] };
  return { front: { ...front, ...facts }, back: { ...back, ...facts } };
}

interface Licence {
  readonly holder: Holder;
  readonly shown: Holder;
  readonly number: string;
  readonly issued: string;
  readonly expires: string;
  readonly discriminator: string;
}

interface Sides {
  readonly front: Pick<Sheet, 'drawing' | 'portrait' | 'ghost'>;
  readonly back: Pick<Sheet, 'drawing' | 'symbol'>;
}

function pdf417(payload: string): Promise<Buffer> {
  // A variable, because the published type of the options omits those of single symbologies.
  const symbology = { bcid: 'pdf417', text: payload, columns: 12, eclevel: 5, scale: 2 };
  return toBuffer(symbology);
}

/** A field number or code in small type, followed by its value on the same line. Lengths in millimetres. */
function coded(
  field: FieldName | null,
  code: string,
  value: string,
  x: number,
  y: number,
  size = 2.5,
): Drawing {
  const start = x + 1.1 + code.length * 1.1;
  const style = { font: 'bold' } as const;
  return [
    text(code, x, y, 1.6, { fill: '#2a4a8a' }),
    field ? fieldText(field, value, start, y, size, style) : text(value, start, y, size, style),
  ];
}

/** Directive 2006/126/EC, annex I: fields 1 to 9 in front, the table of categories on the back. */
async function european(licence: Licence, options: LicenceOptions, random: SeededRandom): Promise<Sides> {
  const { shown } = licence;
  const state = STATES[options.issuingState ?? 'UTO'];
  const date = (iso: string) => iso.split('-').reverse().join('.');
  const { street, postalCode, city } = shown.address;
  const birth = date(shown.dateOfBirth);
  const front: Drawing = [
    securityPrint(ID1.width, ID1.height, random),
    `<rect x="3.5" y="3.5" width="9" height="6.2" rx="0.6" fill="#1c3f94"/>`,
    text(state.sign ?? state.mrz, 8, 7.7, 2.8, { font: 'bold', fill: '#fff', anchor: 'middle' }),
    text('DRIVING LICENCE', 15, 6.4, 2.9, { font: 'bold', fill: '#1c3f94' }),
    text(state.name, 15, 9.6, 2, { fill: '#1c3f94' }),
    ...coded('surname', '1.', shown.surname.toUpperCase(), 31, 14.5, 2.7),
    ...coded('givenNames', '2.', shown.givenNames.toUpperCase(), 31, 18.8, 2.7),
    ...coded('dateOfBirth', '3.', birth, 31, 23.1),
    fieldText(
      'placeOfBirth',
      shown.placeOfBirth.toUpperCase(),
      34.9 + textWidth(birth, 2.5, 'bold'),
      23.1,
      2.5,
      {
        font: 'bold',
      },
    ),
    ...coded('issued', '4a.', date(licence.issued), 31, 27.4),
    ...coded('authority', '4c.', 'LICENSING OFFICE', 55, 27.4, 1.8),
    ...coded('expires', '4b.', date(licence.expires), 31, 31.7),
    ...coded('number', '5.', licence.number, 31, 36, 2.8),
    ...coded('address', '8.', `${street}, ${postalCode} ${city}`.toUpperCase(), 31, 40.3, 1.9),
    ...coded(null, '9.', 'AM/B', 31, 46.5, 2.7),
    specimenMark(68, 35, 3.2),
  ];
  const rows = ['AM', 'A1', 'A', 'B', 'C', 'D', 'BE'].map((category, row) => {
    const y = 12 + row * 5.2;
    const held = category === 'AM' || category === 'B';
    return (
      `<path d="M24 ${y + 1.4}H82" stroke="#51627a" stroke-width="0.12"/>` +
      text(category, 25, y, 2.2, { font: 'bold' }) +
      text(held ? date(licence.issued) : '–', 36, y, 2) +
      text(held ? date(licence.expires) : '–', 54, y, 2)
    );
  });
  const back = [
    securityPrint(ID1.width, ID1.height, random),
    text('9.', 25, 7.5, 1.8, { fill: '#2a4a8a' }),
    text('10.', 36, 7.5, 1.8, { fill: '#2a4a8a' }),
    text('11.', 54, 7.5, 1.8, { fill: '#2a4a8a' }),
    text('12.', 72, 7.5, 1.8, { fill: '#2a4a8a' }),
    ...rows,
    text('1. Surname  2. Given names  3. Date and place of birth  4a. Issued  4b. Valid until', 4, 51, 1.5),
    specimenMark(13, 28, 2.4),
  ];
  return {
    front: { drawing: front, portrait: { x: 3.5, y: 12.5, width: 25, height: 32.1 } },
    back: { drawing: back },
  };
}

/** AAMVA Card Design Standard 2020: labelled fields in front, magnetic stripe and PDF417 on the back. */
async function northAmerican(
  licence: Licence,
  options: LicenceOptions,
  random: SeededRandom,
): Promise<Sides> {
  const { shown } = licence;
  const code = options.jurisdiction ?? 'VA';
  const { name, country } = JURISDICTIONS[code];
  const date = (iso: string) => {
    const [year, month, day] = iso.split('-');
    return country === 'USA' ? `${month}/${day}/${year}` : `${year}/${month}/${day}`;
  };
  const { street, city, postalCode } = shown.address;
  const white = { font: 'bold', fill: '#fff' } as const;
  const front: Drawing = [
    securityPrint(ID1.width, ID1.height, random),
    `<rect width="${ID1.width}" height="8" fill="hsl(${random.integer(190, 250)},50%,38%)"/>`,
    text(name, 3, 5.9, 4, white),
    text(country === 'USA' ? 'DRIVER LICENSE' : 'DRIVER’S LICENCE', 82.5, 5.5, 2.8, {
      ...white,
      anchor: 'end',
    }),
    ...coded('number', '4d LIC#', licence.number, 29, 13, 2.9),
    ...coded('dateOfBirth', '3 DOB', date(shown.dateOfBirth), 29, 17.5, 2.7),
    ...coded('expires', '4b EXP', date(licence.expires), 57, 17.5, 2.5),
    ...coded('surname', '1', shown.surname.toUpperCase(), 29, 22.2, 2.8),
    ...coded('givenNames', '2', shown.givenNames.toUpperCase(), 29, 26.2, 2.8),
    ...coded('address', '8', street.toUpperCase(), 29, 30.4, 2.2),
    fieldText('address', `${city}, ${code} ${postalCode}`.toUpperCase(), 31.2, 33.6, 2.2, { font: 'bold' }),
    ...coded('issued', '4a ISS', date(licence.issued), 29, 38.4),
    ...coded('sex', '15 SEX', shown.sex, 57, 38.4),
    ...coded(null, '16 HGT', `5'-08"`, 29, 42.4),
    ...coded(null, '18 EYES', 'BRO', 57, 42.4),
    ...coded(null, '9 CLASS', 'D', 29, 46.4),
    ...coded(null, '5 DD', licence.discriminator, 29, 50.4, 1.9),
    specimenMark(70, 27.5, 3),
  ];
  const payload = aamvaPayload(licence.holder, code, licence);
  const image = await pdf417(payload);
  const back = [
    `<rect width="${ID1.width}" height="${ID1.height}" fill="#f4f2ec"/>`,
    `<rect y="4" width="${ID1.width}" height="9" fill="#151515"/>`,
    text('CLASS D: any single vehicle under 26,001 lbs GVWR', 5, 17, 1.8),
    text('END: NONE   REST: NONE   SPECIMEN – NOT A VALID DOCUMENT', 5, 20.4, 1.8),
    `<rect x="2.5" y="24" width="80.6" height="27.4" fill="#fff"/>`,
  ];
  return {
    front: {
      drawing: front,
      portrait: { x: 3, y: 11, width: 24, height: 30.9 },
      ghost: { x: 74, y: 39.5, width: 9, height: 11.6 },
    },
    back: {
      drawing: back,
      symbol: { image, text: payload, frame: { x: 5, y: 26, width: 75.6, height: 23.4 } },
    },
  };
}
