import type { Slot } from '../pen.js';
import { emblem } from '../security-print.js';
import { type Arrange, type SheetSize, TWO_LINES } from './layout.js';

/** MRV-A: 120.0 × 80.0 mm; MRV-B: 105.0 × 74.0 mm (ICAO 9303-7, 2.1). */
export const VISA_A: SheetSize = { width: 120, height: 80, cornerRadius: 0.5 };
export const VISA_B: SheetSize = { width: 105, height: 74, cornerRadius: 0.5 };

const SLOTS: readonly Slot[] = [
  ['number', 74, 4, 3, 26],
  ['surname', 36, 13, 2.8, 60],
  ['givenNames', 36, 20, 2.8, 60],
  ['nationality', 36, 27, 2.8, 28],
  ['sex', 66, 27, 2.8, 14],
  ['dateOfBirth', 36, 34, 2.8, 28],
  ['issued', 66, 34, 2.8, 28],
  ['expires', 36, 41, 2.8, 28],
  ['authority', 66, 41, 2.4, 30],
];

/** A visa sticker: it has no back. */
export const visaSticker: Arrange = (pen) => ({
  front: {
    drawing: [
      emblem(pen.issuer.colours, 4, 2.4, 6),
      pen.title('visa', 14, 6, 3.6, { width: 50 }),
      pen.words(pen.issuer.name, 14, 9.6, 2.2, { width: 50 }),
      ...SLOTS.flatMap((slot) => pen.below(slot)),
      pen.mark(84, 24, 4),
    ],
    portrait: { x: 5, y: 12, width: 27, height: 34.7 },
    mrz: TWO_LINES,
  },
  back: null,
});
