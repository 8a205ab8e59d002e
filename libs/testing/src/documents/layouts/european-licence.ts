import type { Frame } from '../frame.js';
import type { LicenceDesign } from '../licences/designs.js';
import { text } from '../outlines.js';
import { codeWidth, type Pen, type Slot, type Values } from '../pen.js';
import type { Drawing } from '../print-zones.js';
import { signature, signInItsField } from '../security-print.js';
import { ID1 } from '../sheet.js';
import { type Arrange, LICENCE_LINE, LICENCE_LINES } from './layout.js';

/** What a licence prints that is no field of ours. */
export interface LicenceExtras {
  /** Before the given names: `MRS`. */
  readonly title: string | null;
  /** Behind the number. */
  readonly issueNumber: string | null;
  /** Field 4d. */
  readonly personalNumber: string | null;
}

interface FrontArrangement {
  readonly x: number;
  /** Baselines of the first field and of the last, 9. */
  readonly rows: readonly [first: number, last: number];
  readonly portrait: Frame;
  readonly ghost: Frame | null;
  readonly mark: readonly [x: number, y: number];
}

const FRONTS: Readonly<Record<LicenceDesign['arrangement'], FrontArrangement>> = {
  left: {
    x: 31,
    rows: [14.5, 49],
    portrait: { x: 3.5, y: 12.5, width: 25, height: 32.1 },
    ghost: null,
    mark: [68, 51],
  },
  tight: {
    x: 29,
    rows: [15, 48],
    portrait: { x: 3.5, y: 14, width: 22, height: 28.3 },
    ghost: { x: 73, y: 36, width: 9, height: 11.6 },
    mark: [60, 51.5],
  },
};

/** Right border of the fields, in millimetres. */
const RIGHT = 83;
const CODE_INK = '#2a4a8a';
const CATEGORIES = ['AM', 'A1', 'A', 'B', 'C', 'D', 'BE'];

/** A row of print, drawn at a baseline; `lines` is the room that it takes. */
interface Row {
  readonly lines: number;
  draw(y: number): Drawing;
}

function rowsOf(pen: Pen, design: LicenceDesign, extras: LicenceExtras): readonly Row[] {
  const { x } = FRONTS[design.arrangement];
  const tight = design.arrangement === 'tight';
  const one = (
    code: string,
    slot: (y: number) => Slot,
    around: { before?: string; after?: string } = {},
  ) => ({
    lines: 1,
    draw: (y: number) => pen.coded(code, slot(y), around),
  });
  const name = (code: string, field: 'surname' | 'givenNames', before?: string): Row => ({
    lines: Math.max(1, (pen.values[field]?.length ?? 1) * 0.85),
    draw: (y) => pen.coded(code, [field, x, y, 2.6, RIGHT - x - codeWidth(code)], before ? { before } : {}),
  });
  const right = (start: number, code: string, until = RIGHT) => until - start - codeWidth(code);
  const expiresAt = tight ? x + 25 : x;
  const own = extras.personalNumber;
  const authority = (at: number, y: number) => pen.coded('4c.', ['authority', at, y, 1.9, right(at, '4c.')]);
  const personal = (at: number, y: number): Drawing =>
    own === null
      ? []
      : [
          text('4d.', at, y, 1.6, { fill: CODE_INK }),
          text(own, at + codeWidth('4d.'), y, 2, { font: 'bold' }),
        ];
  const validity: readonly Row[] = tight
    ? [
        {
          lines: 1,
          draw: (y) => [
            ...pen.coded('4a.', ['issued', x, y, 2.4, right(x, '4a.', x + 24)]),
            ...pen.coded('4b.', ['expires', expiresAt, y, 2.4, right(expiresAt, '4b.')]),
          ],
        },
        { lines: 1, draw: (y) => [...authority(x, y), ...personal(x + 25, y)] },
      ]
    : [
        {
          lines: 1,
          draw: (y) => [
            ...pen.coded('4a.', ['issued', x, y, 2.5, right(x, '4a.', x + 23)]),
            ...authority(x + 24, y),
          ],
        },
        {
          lines: 1,
          draw: (y) => [
            ...pen.coded('4b.', ['expires', x, y, 2.5, right(x, '4b.', x + 23)]),
            ...personal(x + 24, y),
          ],
        },
      ];
  return [
    name('1.', 'surname'),
    name('2.', 'givenNames', extras.title ?? undefined),
    {
      lines: 1,
      draw: (y) => pen.codedPair('3.', ['dateOfBirth', x, y, 2.5, right(x, '3.')], 'placeOfBirth'),
    },
    ...validity,
    one(
      '5.',
      (y) => ['number', x, y, 2.6, right(x, '5.')],
      extras.issueNumber ? { after: extras.issueNumber } : {},
    ),
    ...(design.address ? [one('8.', (y) => ['address', x, y, 1.9, right(x, '8.')])] : []),
    {
      lines: 1,
      draw: (y) => [
        text('9.', x, y, 1.6, { fill: CODE_INK }),
        text('AM/B', x + codeWidth('9.'), y, 2.6, { font: 'bold' }),
      ],
    },
  ];
}

/** Rows between the first and the last baseline, evenly by the room that each takes. */
function flow(rows: readonly Row[], [first, last]: FrontArrangement['rows']): Drawing {
  const room = rows.slice(0, -1).reduce((sum, { lines }) => sum + lines, 0);
  const step = Math.min(4.3, (last - first) / room);
  let y = first;
  return rows.flatMap((row) => {
    const drawn = row.draw(y);
    y += row.lines * step;
    return drawn;
  });
}

function categoryRow(category: string, y: number, { issued, expires }: Values): string {
  const held = category === 'AM' || category === 'B';
  return (
    `<path d="M24 ${y + 1.4}H82" stroke="#51627a" stroke-width="0.12"/>` +
    text(category, 25, y, 2.2, { font: 'bold' }) +
    text((held && issued?.[0]) || '–', 36, y, 2) +
    text((held && expires?.[0]) || '–', 54, y, 2)
  );
}

/** Directive 2006/126/EC, annex I: fields 1 to 9 in front, the table of categories on the back. No captions in front. */
export const europeanLicence =
  (design: LicenceDesign, extras: LicenceExtras): Arrange =>
  (pen) => {
    const front = FRONTS[design.arrangement];
    const { portrait, ghost, mark, x } = front;
    const words = [...design.heading, ...(design.state === null ? [] : [design.state])];
    const size = words.length > 2 ? 2.3 : 2.8;
    const zone = design.zone && (design.zone === 'DLCHE' ? LICENCE_LINES : LICENCE_LINE);
    const floor = zone?.height ? ID1.height - zone.height : 52;
    const step = Math.min(5.2, (floor - 15) / CATEGORIES.length);
    return {
      front: {
        drawing: [
          signInItsField(design.sign, design.stars, 3.5, 3.2),
          ...words.map((line, row) =>
            pen.words(
              line,
              15.5,
              5.6 + row * (size + 0.6),
              row < design.heading.length ? size : size * 0.85,
              {
                font: row < design.heading.length ? 'bold' : 'sans',
                fill: '#1c3f94',
                width: RIGHT - 16,
              },
            ),
          ),
          ...flow(rowsOf(pen, design, extras), front.rows),
          text('7.', x + 25, front.rows[1], 1.6, { fill: CODE_INK }),
          signature(x + 28, front.rows[1], 16),
          pen.mark(...mark, 2.6),
        ],
        portrait,
        ...(ghost && { ghost }),
      },
      back: {
        drawing: [
          ...(['9.', '10.', '11.', '12.'] as const).map((code, column) =>
            text(code, [25, 36, 54, 72][column]!, 7.5, 1.8, { fill: CODE_INK }),
          ),
          ...CATEGORIES.map((category, row) => categoryRow(category, 12 + row * step, pen.values)),
          text(
            '1. Surname  2. Given names  3. Date and place of birth  4a. Issued  4b. Valid until',
            4,
            floor - 1,
            1.5,
          ),
          pen.mark(13, 28, 2.4),
        ],
        ...(zone && { mrz: zone }),
      },
    };
  };
