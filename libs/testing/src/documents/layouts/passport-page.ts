import type { Frame } from '../frame.js';
import type { PassportArrangement } from '../issuers.js';
import type { Slot } from '../pen.js';
import { emblem } from '../security-print.js';
import { type Arrange, type SheetSize, TWO_LINES } from './layout.js';

/** TD3: 125.0 × 88.0 mm (ICAO 9303-4, 2.1). */
export const PASSPORT_PAGE: SheetSize = { width: 125, height: 88, cornerRadius: 3.18 };

interface PageArrangement {
  readonly portrait: Frame;
  readonly ghost: Frame;
  readonly title: readonly [x: number, y: number];
  readonly name: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };
  readonly emblem: readonly [x: number, y: number, width: number] | null;
  readonly typeAndCode: readonly [x: number, y: number, gap: number];
  readonly mark: readonly [x: number, y: number];
  readonly slots: readonly Slot[];
}

const PAGES: Readonly<Record<PassportArrangement, PageArrangement>> = {
  classic: {
    portrait: { x: 6, y: 13.5, width: 35, height: 45 },
    ghost: { x: 107, y: 44, width: 12, height: 15.4 },
    title: [6, 8],
    name: { x: 119, y: 8, anchor: 'end' },
    emblem: null,
    typeAndCode: [45, 13, 13],
    mark: [98, 38.5],
    slots: [
      ['number', 80, 13, 3.4],
      ['surname', 45, 20.3, 3, 74],
      ['givenNames', 45, 27.6, 3, 74],
      ['nationality', 45, 34.9, 3, 40],
      ['dateOfBirth', 45, 42.2, 3, 36],
      ['sex', 84, 42.2, 3, 20],
      ['placeOfBirth', 45, 49.5, 3, 60],
      ['issued', 45, 56.8, 3, 31],
      ['expires', 78, 56.8, 3, 40],
    ],
  },
  airy: {
    portrait: { x: 5, y: 15, width: 33, height: 42.4 },
    ghost: { x: 108, y: 14, width: 11, height: 14.1 },
    title: [18, 6.4],
    name: { x: 18, y: 10.6, anchor: 'start' },
    emblem: [6, 3.2, 7],
    typeAndCode: [42, 15, 11],
    mark: [113, 33.5],
    slots: [
      ['number', 72, 15, 3.4, 34],
      ['surname', 42, 22, 3, 63],
      ['givenNames', 42, 29, 3, 63],
      ['nationality', 42, 36, 2.8, 38],
      ['dateOfBirth', 84, 36, 2.8, 36],
      ['sex', 42, 43, 2.8, 24],
      ['placeOfBirth', 68, 43, 2.8, 52],
      ['issued', 42, 50, 2.8, 38],
      ['authority', 84, 50, 2.4, 37],
      ['expires', 42, 57, 2.8, 38],
    ],
  },
  ledger: {
    portrait: { x: 6, y: 16, width: 32, height: 41.1 },
    ghost: { x: 105, y: 30, width: 13, height: 16.7 },
    title: [6, 6.8],
    name: { x: 6, y: 11.4, anchor: 'start' },
    emblem: [110, 3, 8],
    typeAndCode: [42, 8.6, 12],
    mark: [76, 4.6],
    slots: [
      ['number', 74, 8.6, 3.2, 34],
      ['surname', 42, 16, 2.9, 76],
      ['givenNames', 42, 23, 2.9, 76],
      ['nationality', 42, 30, 2.9, 60],
      ['dateOfBirth', 42, 37, 2.9, 40],
      ['sex', 86, 37, 2.9, 18],
      ['placeOfBirth', 42, 44, 2.9, 61],
      ['issued', 42, 51, 2.9, 40],
      ['authority', 86, 51, 2.2, 35],
      ['expires', 42, 58, 2.9, 40],
    ],
  },
};

/** The data page of a passport booklet. */
export const passportPage =
  (arrangement: PassportArrangement): Arrange =>
  (pen, code) => {
    const page = PAGES[arrangement];
    const [x, y, gap] = page.typeAndCode;
    const [titleX, titleY] = page.title;
    return {
      front: {
        drawing: [
          ...(page.emblem ? [emblem(pen.issuer.colours, ...page.emblem)] : []),
          pen.title('passport', titleX, titleY, 3.3, { width: arrangement === 'ledger' ? 34 : 86 }),
          pen.words(pen.issuer.name, page.name.x, page.name.y, arrangement === 'ledger' ? 2.4 : 3.3, {
            anchor: page.name.anchor,
            width: arrangement === 'ledger' ? 34 : 86,
          }),
          pen.plain('type', 'P', x, y),
          pen.plain('code', code, x + gap, y),
          ...page.slots.flatMap((slot) => pen.below(slot)),
          pen.mark(...page.mark, arrangement === 'classic' ? 5 : 3),
        ],
        portrait: page.portrait,
        ghost: page.ghost,
        mrz: TWO_LINES,
      },
      back: null,
    };
  };
