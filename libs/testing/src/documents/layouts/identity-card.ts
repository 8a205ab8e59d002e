import type { Frame } from '../frame.js';
import type { CardArrangement } from '../issuers.js';
import type { Slot } from '../pen.js';
import { emblem } from '../security-print.js';
import type { Title } from '../wording.js';
import { type Arrange, type SheetSize, THREE_LINES, TWO_LINES } from './layout.js';

interface FrontArrangement {
  readonly portrait: Frame;
  readonly ghost: Frame;
  readonly title: readonly [x: number, y: number, width: number];
  readonly name: readonly [x: number, y: number, width: number];
  readonly emblem: readonly [x: number, y: number, width: number] | null;
  readonly mark: readonly [x: number, y: number];
  readonly slots: readonly Slot[];
}

/** Fronts of ID-1 cards. */
const FRONTS: Readonly<Record<CardArrangement, FrontArrangement>> = {
  left: {
    portrait: { x: 4, y: 12, width: 25, height: 32.1 },
    ghost: { x: 71, y: 33, width: 10, height: 12.9 },
    title: [4, 6, 52],
    name: [4, 9.6, 52],
    emblem: null,
    mark: [74, 51],
    slots: [
      ['number', 58, 3.6, 2.6, 25],
      ['surname', 32, 12, 2.6, 50],
      ['givenNames', 32, 18.6, 2.6, 50],
      ['sex', 32, 25.2, 2.6, 13],
      ['nationality', 46, 25.2, 2.6, 26],
      ['dateOfBirth', 32, 31.8, 2.6, 37],
      ['placeOfBirth', 32, 38.4, 2.6, 38],
      ['expires', 32, 45, 2.6, 38],
    ],
  },
  right: {
    portrait: { x: 57, y: 11.5, width: 24, height: 30.9 },
    ghost: { x: 46, y: 39.5, width: 8, height: 10.3 },
    title: [14, 5.6, 66],
    name: [14, 9.2, 66],
    emblem: [4, 2.6, 6.4],
    mark: [69, 49],
    slots: [
      ['surname', 4, 13, 2.5, 51],
      ['givenNames', 4, 19.4, 2.5, 51],
      ['dateOfBirth', 4, 25.8, 2.5, 30],
      ['sex', 37, 25.8, 2.5, 18],
      ['placeOfBirth', 4, 32.2, 2.5, 40],
      ['nationality', 4, 38.6, 2.5, 24],
      ['number', 4, 45, 2.7, 22],
      ['expires', 28, 45, 2.5, 17],
    ],
  },
  low: {
    portrait: { x: 4, y: 16, width: 23, height: 29.6 },
    ghost: { x: 72, y: 14, width: 9, height: 11.6 },
    title: [4, 12.4, 60],
    name: [11, 6.6, 70],
    emblem: [4, 2.4, 5.4],
    mark: [74, 50.5],
    slots: [
      ['surname', 30, 16, 2.5, 40],
      ['givenNames', 30, 22.4, 2.5, 40],
      ['sex', 30, 28.8, 2.5, 15],
      ['nationality', 47, 28.8, 2.5, 20],
      ['dateOfBirth', 60, 35.2, 2.5, 24],
      ['placeOfBirth', 30, 35.2, 2.5, 28],
      ['number', 30, 41.6, 2.8, 28],
      ['expires', 60, 41.6, 2.5, 24],
    ],
  },
};

const front = (arrangement: CardArrangement, title: Title): Arrange => {
  const card = FRONTS[arrangement];
  return (pen) => ({
    front: {
      drawing: [
        ...(card.emblem ? [emblem(pen.issuer.colours, ...card.emblem)] : []),
        pen.title(title, card.title[0], card.title[1], 2.4, { width: card.title[2] }),
        pen.words(pen.issuer.name, card.name[0], card.name[1], 2.2, { width: card.name[2] }),
        ...card.slots.flatMap((slot) => pen.below(slot)),
        pen.mark(...card.mark, 3.2),
      ],
      portrait: card.portrait,
      ghost: card.ghost,
    },
    back: null,
  });
};

/** A card of ID-1 size: visual zone and portrait in front, three lines of machine-readable zone on the back. */
export const identityCard =
  (arrangement: CardArrangement, title: Title, symbol?: Frame): Arrange =>
  (pen, code) => ({
    ...front(arrangement, title)(pen, code),
    back: {
      drawing: [
        ...pen.below(['issued', 4, 4, 2.4, 28]),
        ...pen.below(['authority', 34, 4, 2.4, symbol ? 30 : 46]),
        ...pen.below(['address', 4, 11, 2.4, symbol ? 56 : 60]),
        pen.mark(66, 25, 3.4),
      ],
      mrz: THREE_LINES,
      ...(symbol && { symbol }),
    },
  });

/** TD2 and the old French card: 105.0 × 74.0 mm (ICAO 9303-6, 2.1). */
export const TD2_CARD: SheetSize = { width: 105, height: 74, cornerRadius: 3.18 };

/** A card of TD2 size that says everything in front, above two lines of machine-readable zone. */
export const largeCard: Arrange = (pen) => ({
  front: {
    drawing: [
      emblem(pen.issuer.colours, 93, 3, 7),
      pen.title('idCard', 4, 6, 2.7, { width: 56 }),
      pen.words(pen.issuer.name, 4, 9.8, 2.4, { width: 56 }),
      ...(
        [
          ['number', 66, 4, 2.7, 25],
          ['surname', 34, 13, 2.6, 56],
          ['givenNames', 34, 19.4, 2.6, 56],
          ['dateOfBirth', 34, 25.8, 2.6, 30],
          ['sex', 68, 25.8, 2.6, 18],
          ['placeOfBirth', 34, 32.2, 2.6, 34],
          ['nationality', 70, 32.2, 2.6, 22],
          ['expires', 34, 38.6, 2.6, 30],
        ] as const
      ).flatMap((slot) => pen.below(slot)),
      pen.mark(84, 44, 4),
    ],
    portrait: { x: 4, y: 12, width: 27, height: 34.7 },
    ghost: { x: 92, y: 14, width: 10, height: 12.9 },
    mrz: TWO_LINES,
  },
  back: {
    drawing: [
      ...pen.below(['address', 6, 8, 2.6, 60]),
      ...pen.below(['issued', 6, 22, 2.6, 40]),
      ...pen.below(['authority', 6, 29, 2.6, 80]),
      pen.mark(70, 54, 5),
    ],
  },
});

/** The French card issued until 2021: number and name in front, dates and address on the back. */
export const oldFrenchCard: Arrange = (pen) => ({
  front: {
    drawing: [
      pen.words('CARTE NATIONALE D’IDENTITÉ', 34, 6, 2.6),
      pen.words(pen.issuer.name, 4, 6, 2.2, { width: 28 }),
      ...(
        [
          ['number', 36, 9, 2.8],
          ['surname', 36, 16, 2.7, 60],
          ['givenNames', 36, 22.6, 2.7, 60],
          ['sex', 36, 29.2, 2.7],
          ['dateOfBirth', 56, 29.2, 2.7],
          ['placeOfBirth', 36, 35.8, 2.7, 60],
        ] as const
      ).flatMap((slot) => pen.below(slot)),
      pen.mark(84, 45, 4),
    ],
    portrait: { x: 5, y: 11, width: 27, height: 34.7 },
    mrz: TWO_LINES,
  },
  back: {
    drawing: [
      ...pen.below(['address', 6, 8, 2.8, 80]),
      ...pen.below(['expires', 6, 24, 2.8]),
      ...pen.below(['issued', 56, 24, 2.8]),
      ...pen.below(['authority', 6, 33, 2.8, 80]),
      pen.mark(70, 54, 5),
    ],
  },
});
