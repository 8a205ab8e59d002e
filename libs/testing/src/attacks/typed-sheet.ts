import { toBuffer } from 'bwip-js/node';
import { aamvaPayload, JURISDICTIONS, type Jurisdiction } from '../documents/aamva.js';
import type { Frame } from '../documents/frame.js';
import { inventHolder } from '../documents/holders.js';
import { td1Lines, td3Lines } from '../documents/mrz-lines.js';
import { type FontName, text, textWidth } from '../documents/outlines.js';
import { type PrintedSheet, print } from '../documents/sheet.js';
import { STATES } from '../documents/states.js';
import { machineReadableZone } from '../documents/zones.js';
import { sexOf } from '../faces/people.js';
import type { AttackScene } from './attack.js';

/** How somebody sets a page in a word processor. Lengths in millimetres. */
export interface TypedStyle {
  readonly ink: string;
  readonly paper: string;
  readonly font: FontName;
  /** Of the heading; default the ink. */
  readonly headingInk?: string;
  /** Cut to the size of a card instead of left on a sheet. */
  readonly cut?: boolean;
  /** A frame around the whole, lines between the fields. */
  readonly ruled?: boolean;
  /** Pasted where a card has its portrait. */
  readonly portrait?: Buffer;
  /** A coloured field with the sign of the state, as licences have. */
  readonly sign?: string;
}

/** What is typed. */
export interface TypedText {
  readonly heading: readonly string[];
  /** `[number or caption, value]`. */
  readonly fields: readonly (readonly [caption: string, value: string])[];
  /** Lines of a machine-readable zone at the foot. */
  readonly zone?: readonly string[];
  /** A symbol that a program of everybody's makes. */
  readonly symbol?: { readonly image: Buffer; readonly text: string };
}

const SHEET = { width: 130, height: 95, cornerRadius: 0 } as const;
const CARD = { width: 85.6, height: 54, cornerRadius: 0 } as const;
const PAGE = { width: 125, height: 88, cornerRadius: 0 } as const;

/** Prints a typed page. Everything on it is one printer's ink on one paper, but for what is pasted. */
export function typedSheet(
  style: TypedStyle,
  { heading, fields, zone, symbol }: TypedText,
): Promise<PrintedSheet> {
  const size = style.cut ? (zone && zone.length === 2 ? PAGE : CARD) : SHEET;
  const unit = size.width / 85.6;
  const left = (style.portrait ? 32 : 5) * unit;
  const foot = zone || symbol ? 24 : 3;
  const top = (6 + heading.length * 4.4) * unit;
  const step = Math.min(5.2 * unit, (size.height - foot - top) / Math.max(1, fields.length - 1));
  const em = Math.min(2.8 * unit, step * 0.78);
  const portrait: Frame = { x: 3.5 * unit, y: 12 * unit, width: 25 * unit, height: 32 * unit };
  const fitted = (value: string, room: number) => em * Math.min(1, room / textWidth(value, em, style.font));
  const frame: Frame = { x: 24, y: size.height - 22, width: 78, height: 19 };
  const symbolFrame = { ...frame, x: (size.width - frame.width) / 2 };
  return print({
    ...size,
    ...(style.portrait && { portrait, holder: style.portrait }),
    ...(symbol && { symbol: { ...symbol, frame: symbolFrame } }),
    drawing: [
      `<rect width="${size.width}" height="${size.height}" fill="${style.paper}"/>`,
      style.ruled
        ? `<rect x="1.5" y="1.5" width="${size.width - 3}" height="${size.height - 3}" fill="none" stroke="${style.ink}" stroke-width="0.4"/>`
        : '',
      style.sign
        ? `<rect x="${3 * unit}" y="${2.5 * unit}" width="${9 * unit}" height="${7 * unit}" fill="#1c3f94"/>` +
          text(style.sign, 7.5 * unit, 7.2 * unit, 3 * unit, { font: 'bold', fill: '#fff', anchor: 'middle' })
        : '',
      ...heading.map((line, row) =>
        text(line, (style.sign ? 15 : 5) * unit, (5.5 + row * 4.4) * unit, 3 * unit, {
          font: style.font === 'sans' ? 'bold' : style.font,
          fill: style.headingInk ?? style.ink,
        }),
      ),
      ...fields.flatMap(([caption, value], row) => {
        const y = top + row * step;
        const lead = textWidth(`${caption} `, em, style.font);
        return [
          text(caption, left, y, em * 0.9, { font: style.font, fill: style.ink }),
          text(value, left + lead, y, fitted(value, size.width - left - lead - 3), {
            font: style.font,
            fill: style.ink,
          }),
        ];
      }),
      ...(zone
        ? machineReadableZone(zone, size, zone.length === 2 ? 6 : 4, linesFrom(size, zone.length))
        : []),
    ],
  });
}

/** Where the lines of a zone stand, from the foot of the sheet. */
const linesFrom = ({ height }: { readonly height: number }, lines: number) =>
  lines === 2 ? { first: height - 14, spacing: 6.35 } : { first: height - 14.7, spacing: 4.23 };

/** The heading of a licence as its state prints it, with the state's sign. */
export const LICENCE_HEADINGS = {
  IRL: { heading: ['CEADÚNAS TIOMÁNA / DRIVING LICENCE', 'ÉIRE IRELAND'], sign: 'IRL' },
  DEU: { heading: ['FÜHRERSCHEIN', 'BUNDESREPUBLIK DEUTSCHLAND'], sign: 'D' },
  FRA: { heading: ['PERMIS DE CONDUIRE', 'RÉPUBLIQUE FRANÇAISE'], sign: 'F' },
  GBR: { heading: ['DRIVING LICENCE', 'UNITED KINGDOM'], sign: 'UK' },
  POL: { heading: ['PRAWO JAZDY', 'RZECZPOSPOLITA POLSKA'], sign: 'PL' },
  ESP: { heading: ['PERMISO DE CONDUCCIÓN', 'REINO DE ESPAÑA'], sign: 'E' },
} as const;
export type TypedLicence = keyof typeof LICENCE_HEADINGS;

/** Somebody with numbers and dates, invented from the scene's chance: whoever types a page needs no victim. */
export function anybody({ random, attacker }: AttackScene, country: TypedLicence | 'USA') {
  const holder = inventHolder(country, random.integer(1, 2 ** 31 - 1), { sex: sexOf(attacker.person) });
  const day = () => String(random.integer(10, 28));
  const [from, month] = [random.integer(2019, 2024), String(random.integer(1, 12)).padStart(2, '0')];
  return {
    holder,
    number: `${'ABCDEFGHJK'[random.integer(0, 9)]}${random.digits(8)}`,
    issued: `${from}-${month}-${day()}`,
    expires: `${from + 10}-${month}-09`,
  };
}

const dotted = (iso: string): string => iso.split('-').reverse().join('.');
const upper = (value: string): string => value.toLocaleUpperCase('en');

/** Fields 1 to 9 of directive 2006/126/EC, typed. */
export function licenceText(scene: AttackScene, country: TypedLicence): TypedText {
  const { holder, number, issued, expires } = anybody(scene, country);
  return {
    heading: LICENCE_HEADINGS[country].heading,
    fields: [
      ['1.', upper(holder.surname)],
      ['2.', upper(holder.givenNames)],
      ['3.', `${dotted(holder.dateOfBirth)} ${upper(holder.placeOfBirth)}`],
      ['4a.', dotted(issued)],
      ['4b.', dotted(expires)],
      ['4c.', upper(holder.placeOfBirth)],
      ['5.', number],
      ['8.', `${upper(holder.address.street)}, ${holder.address.postalCode} ${upper(holder.address.city)}`],
      ['9.', 'AM/B'],
    ],
  };
}

/** A passport's page or both sides of an identity card on one sheet, with a zone whose check digits are right. */
export function zoneText(scene: AttackScene, type: 'passport' | 'card'): TypedText {
  const country = (['DEU', 'FRA', 'ESP', 'POL', 'GBR', 'IRL'] as const)[scene.random.integer(0, 5)]!;
  const { holder, number, issued, expires } = anybody(scene, country);
  const state = STATES[country];
  const content = {
    ...holder,
    issuingState: state.mrz,
    nationality: state.mrz,
    documentNumber: number,
    dateOfExpiry: expires,
  };
  return {
    heading: [type === 'passport' ? 'PASSPORT' : 'IDENTITY CARD', state.name],
    fields: [
      ['Surname:', upper(holder.surname)],
      ['Given names:', upper(holder.givenNames)],
      ['Nationality:', state.nationality],
      ['Date of birth:', dotted(holder.dateOfBirth)],
      ['Sex:', holder.sex],
      ['Place of birth:', upper(holder.placeOfBirth)],
      ['Date of issue:', dotted(issued)],
      ['Date of expiry:', dotted(expires)],
      ['Document No:', number],
    ],
    zone: type === 'passport' ? td3Lines(content) : td1Lines(content),
  };
}

/** A North American licence typed, and its symbol, which anybody can make. */
export async function americanText(scene: AttackScene): Promise<{ front: TypedText; back: TypedText }> {
  const jurisdiction = (['NY', 'CA', 'TX', 'FL'] as const)[scene.random.integer(0, 3)] as Jurisdiction;
  const { holder, number, issued, expires } = anybody(scene, 'USA');
  const slashed = (iso: string) => `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`;
  const content = aamvaPayload(holder, jurisdiction, {
    number,
    issued,
    expires,
    discriminator: scene.random.digits(14),
  });
  // A variable, because the published type of the options omits those of single symbologies.
  const options = { bcid: 'pdf417', text: content, columns: 12, eclevel: 5, scale: 2 };
  return {
    front: {
      heading: [`${JURISDICTIONS[jurisdiction].name} DRIVER LICENSE`, 'USA'],
      fields: [
        ['4d LIC#', number],
        ['1', upper(holder.surname)],
        ['2', upper(holder.givenNames)],
        ['3 DOB', slashed(holder.dateOfBirth)],
        ['4a ISS', slashed(issued)],
        ['4b EXP', slashed(expires)],
        ['8', `${upper(holder.address.street)} ${upper(holder.address.city)} ${holder.address.postalCode}`],
        ['15 SEX', holder.sex],
      ],
    },
    back: { heading: [], fields: [], symbol: { image: await toBuffer(options), text: content } },
  };
}
