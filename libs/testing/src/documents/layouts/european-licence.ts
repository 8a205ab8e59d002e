import { text } from '../outlines.js';
import { codeWidth, type Values } from '../pen.js';
import type { FieldName } from '../print-zones.js';
import { specimenMark } from '../security-print.js';
import { type Title, WORDING } from '../wording.js';
import type { Arrange } from './layout.js';

export type LicenceArrangement = 'left' | 'tight';

interface FrontArrangement {
  readonly x: number;
  readonly portrait: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly ghost: FrontArrangement['portrait'] | null;
  readonly mark: readonly [x: number, y: number];
  readonly slots: readonly (readonly [
    code: string,
    field: FieldName,
    dx: number,
    y: number,
    size: number,
    right?: number,
  ])[];
}

const FRONTS: Readonly<Record<LicenceArrangement, FrontArrangement>> = {
  left: {
    x: 31,
    portrait: { x: 3.5, y: 12.5, width: 25, height: 32.1 },
    ghost: null,
    mark: [68, 47],
    slots: [
      ['1.', 'surname', 0, 14.5, 2.7],
      ['2.', 'givenNames', 0, 18.8, 2.7],
      ['3.', 'dateOfBirth', 0, 23.1, 2.5],
      ['4a.', 'issued', 0, 27.4, 2.5, 54],
      ['4c.', 'authority', 24, 27.4, 1.8],
      ['4b.', 'expires', 0, 31.7, 2.5],
      ['5.', 'number', 0, 36, 2.8],
      ['8.', 'address', 0, 40.3, 1.9],
    ],
  },
  tight: {
    x: 29,
    portrait: { x: 3.5, y: 14, width: 22, height: 28.3 },
    ghost: { x: 72, y: 37, width: 9, height: 11.6 },
    mark: [58, 47],
    slots: [
      ['1.', 'surname', 0, 16, 2.5],
      ['2.', 'givenNames', 0, 20, 2.5],
      ['3.', 'dateOfBirth', 0, 24, 2.4],
      ['4a.', 'issued', 0, 28, 2.4, 53],
      ['4b.', 'expires', 25, 28, 2.4],
      ['4c.', 'authority', 0, 32, 2],
      ['5.', 'number', 0, 36.4, 2.6],
      ['8.', 'address', 0, 40.4, 1.9],
    ],
  },
};

const TITLE: Title = 'drivingLicence';
const CATEGORIES = ['AM', 'A1', 'A', 'B', 'C', 'D', 'BE'];

function categoryRow(category: string, y: number, { issued, expires }: Values): string {
  const held = category === 'AM' || category === 'B';
  return (
    `<path d="M24 ${y + 1.4}H82" stroke="#51627a" stroke-width="0.12"/>` +
    text(category, 25, y, 2.2, { font: 'bold' }) +
    text((held && issued?.[0]) || '–', 36, y, 2) +
    text((held && expires?.[0]) || '–', 54, y, 2)
  );
}

/** Directive 2006/126/EC, annex I: fields 1 to 9 in front, the table of categories on the back. */
export const europeanLicence =
  (arrangement: LicenceArrangement, sign: string, withoutAddress: boolean): Arrange =>
  (pen) => {
    const { x, slots, portrait, ghost, mark } = FRONTS[arrangement];
    const titles = [...new Set(pen.issuer.languages.map((language) => WORDING[language].titles[TITLE]))];
    return {
      front: {
        drawing: [
          '<rect x="3.5" y="3.5" width="9" height="6.2" rx="0.6" fill="#1c3f94"/>',
          text(sign, 8, 7.7, 2.8, { font: 'bold', fill: '#fff', anchor: 'middle' }),
          pen.words(titles[0]!, 15, 6.4, 2.9, { fill: '#1c3f94', width: 52 }),
          pen.words(pen.issuer.name, 15, 9.6, 2, { font: 'sans', fill: '#1c3f94', width: 64 }),
          ...slots
            .filter(([, field]) => !(withoutAddress && field === 'address'))
            .flatMap(([code, field, dx, y, size, right = 83]) =>
              field === 'dateOfBirth'
                ? pen.codedPair(code, [field, x + dx, y, size, 83 - x - codeWidth(code)], 'placeOfBirth')
                : pen.coded(code, [field, x + dx, y, size, right - x - dx - codeWidth(code)]),
            ),
          text('9.', x, 46.5, 1.6, { fill: '#2a4a8a' }),
          text('AM/B', x + codeWidth('9.'), 46.5, 2.7, { font: 'bold' }),
          specimenMark(...mark, 3.2),
        ],
        portrait,
        ...(ghost && { ghost }),
      },
      back: {
        drawing: [
          ...(['9.', '10.', '11.', '12.'] as const).map((code, column) =>
            text(code, [25, 36, 54, 72][column]!, 7.5, 1.8, { fill: '#2a4a8a' }),
          ),
          ...CATEGORIES.map((category, row) => categoryRow(category, 12 + row * 5.2, pen.values)),
          text(
            '1. Surname  2. Given names  3. Date and place of birth  4a. Issued  4b. Valid until',
            4,
            51,
            1.5,
          ),
          specimenMark(13, 28, 2.4),
        ],
      },
    };
  };
