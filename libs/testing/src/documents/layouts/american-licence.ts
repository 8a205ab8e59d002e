import { JURISDICTIONS, type Jurisdiction } from '../aamva.js';
import { text } from '../outlines.js';
import { codeWidth } from '../pen.js';
import type { FieldName } from '../print-zones.js';
import { ID1 } from '../sheet.js';
import type { Arrange } from './layout.js';

export type AmericanArrangement = 'plain' | 'coastal' | 'captioned' | 'canadian';

type AmericanSlot = readonly [
  code: string,
  field: FieldName | keyof typeof EXTRAS,
  x: number,
  y: number,
  size?: number,
];

/** What is printed and is no field of ours. */
const EXTRAS = { height: `5'-08"`, eyes: 'BRO', class: 'D' } as const;

interface FrontArrangement {
  /** Hue of the band with the issuer's name; null without a band. */
  readonly band: number | null;
  readonly portrait: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly ghost: FrontArrangement['portrait'];
  readonly mark: readonly [x: number, y: number];
  readonly slots: readonly AmericanSlot[];
}

/** AAMVA Card Design Standard 2020, annex A leaves places and captions to the issuer. */
const FRONTS: Readonly<Record<AmericanArrangement, FrontArrangement>> = {
  plain: {
    band: 193,
    portrait: { x: 3, y: 11, width: 24, height: 30.9 },
    ghost: { x: 74, y: 39.5, width: 9, height: 11.6 },
    mark: [70, 27.5],
    slots: [
      ['4d LIC#', 'number', 29, 13, 2.9],
      ['3 DOB', 'dateOfBirth', 29, 17.5, 2.7],
      ['4b EXP', 'expires', 57, 17.5, 2.5],
      ['1', 'surname', 29, 22.2, 2.8],
      ['2', 'givenNames', 29, 26.2, 2.8],
      ['8', 'address', 29, 30.4, 2.2],
      ['4a ISS', 'issued', 29, 38.4],
      ['15 SEX', 'sex', 57, 38.4],
      ['16 HGT', 'height', 29, 42.4],
      ['18 EYES', 'eyes', 57, 42.4],
      ['9 CLASS', 'class', 29, 46.4],
    ],
  },
  coastal: {
    band: null,
    portrait: { x: 4, y: 14, width: 25, height: 32.1 },
    ghost: { x: 73, y: 38, width: 9, height: 11.6 },
    mark: [70, 13],
    slots: [
      ['DL', 'number', 31, 14.5, 3.1],
      ['EXP', 'expires', 31, 18.8, 2.6],
      ['LN', 'surname', 31, 23, 2.8],
      ['FN', 'givenNames', 31, 27, 2.8],
      ['8', 'address', 31, 31, 2.2],
      ['DOB', 'dateOfBirth', 31, 39, 2.9],
      ['SEX', 'sex', 31, 43, 2.4],
      ['EYES', 'eyes', 45, 43, 2.4],
      ['HGT', 'height', 31, 47, 2.4],
      ['ISS', 'issued', 49, 47, 2.4],
    ],
  },
  captioned: {
    band: 150,
    portrait: { x: 57, y: 11, width: 24, height: 30.9 },
    ghost: { x: 46, y: 34.5, width: 8, height: 10.3 },
    mark: [68, 48],
    slots: [
      ['4d. DL:', 'number', 4, 14, 2.8],
      ['9. CLASS:', 'class', 40, 14, 2.4],
      ['1.', 'surname', 4, 18.8, 2.7],
      ['2.', 'givenNames', 4, 22.8, 2.7],
      ['8.', 'address', 4, 26.8, 2.1],
      ['3. DOB:', 'dateOfBirth', 4, 34.4, 2.6],
      ['4b. EXP:', 'expires', 4, 38.6, 2.5],
      ['4a. ISS:', 'issued', 4, 42.8, 2.5],
      ['15. SEX:', 'sex', 4, 47, 2.4],
      ['16. HGT:', 'height', 22, 47, 2.4],
    ],
  },
  canadian: {
    band: 205,
    portrait: { x: 3.5, y: 12, width: 23, height: 29.6 },
    ghost: { x: 73, y: 38, width: 9, height: 11.6 },
    mark: [70, 52.9],
    slots: [
      ['1', 'surname', 29, 13, 2.7],
      ['2', 'givenNames', 29, 17, 2.7],
      ['8', 'address', 29, 21, 2.1],
      ['4d NO', 'number', 29, 29.4, 2.6],
      ['4a ISS', 'issued', 29, 33.8, 2.4],
      ['4b EXP', 'expires', 56, 33.8, 2.4],
      ['15 SEX', 'sex', 29, 38, 2.4],
      ['16 HGT', 'height', 46, 38, 2.4],
      ['9 CLASS', 'class', 29, 42.2, 2.4],
      ['3 DOB', 'dateOfBirth', 29, 46.6, 2.8],
    ],
  },
};

const HEADINGS: Readonly<Record<'USA' | 'CAN', Readonly<Record<'DL' | 'ID', string>>>> = {
  USA: { DL: 'DRIVER LICENSE', ID: 'IDENTIFICATION CARD' },
  CAN: { DL: 'DRIVER’S LICENCE', ID: 'IDENTIFICATION CARD' },
};

/** AAMVA Card Design Standard 2020: labelled fields in front, magnetic stripe and PDF417 on the back. */
export const americanLicence =
  (
    arrangement: AmericanArrangement,
    jurisdiction: Jurisdiction,
    { subfile, discriminator }: { readonly subfile: 'DL' | 'ID'; readonly discriminator: string },
  ): Arrange =>
  (pen) => {
    const { band, portrait, ghost, mark, slots } = FRONTS[arrangement];
    const { name, country } = JURISDICTIONS[jurisdiction];
    const head = { font: 'bold', fill: band === null ? '#1f3f7a' : '#fff' } as const;
    const heading =
      subfile === 'DL' && jurisdiction === 'QC' ? 'PERMIS DE CONDUIRE' : HEADINGS[country][subfile];
    return {
      front: {
        drawing: [
          band === null ? '' : `<rect width="${ID1.width}" height="8" fill="hsl(${band},50%,38%)"/>`,
          pen.words(name, 3, 5.9, 4, { ...head, width: 40 }),
          text(heading, 82.5, 5.5, 2.8, { ...head, anchor: 'end' }),
          ...slots.flatMap(([code, what, x, y, size = 2.5]) => {
            const width = 83 - x - codeWidth(code);
            if (!(what in EXTRAS)) return pen.coded(code, [what as FieldName, x, y, size, width]);
            if (what === 'class' && subfile === 'ID') return [];
            const value = EXTRAS[what as keyof typeof EXTRAS];
            return [
              text(code, x, y, 1.6, { fill: '#2a4a8a' }),
              text(value, x + codeWidth(code), y, size, { font: 'bold' }),
            ];
          }),
          text('5 DD', 29, 50.4, 1.6, { fill: '#2a4a8a' }),
          text(discriminator, 34.5, 50.4, 1.9, { font: 'bold' }),
          pen.mark(...mark, 3),
        ],
        portrait,
        ghost,
      },
      back: {
        plain: '#f4f2ec',
        drawing: [
          `<rect y="4" width="${ID1.width}" height="9" fill="#151515"/>`,
          text('CLASS D: any single vehicle under 26,001 lbs GVWR', 5, 17, 1.8),
          text('END: NONE   REST: NONE   SPECIMEN – NOT A VALID DOCUMENT', 5, 20.4, 1.8),
          '<rect x="2.5" y="24" width="80.6" height="27.4" fill="#fff"/>',
        ],
        symbol: { x: 5, y: 26, width: 75.6, height: 23.4 },
      },
    };
  };
