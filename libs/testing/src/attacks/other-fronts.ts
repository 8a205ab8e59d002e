import { type TextStyle, text, textWidth } from '../documents/outlines.js';
import { ID1, type PrintedSheet, print } from '../documents/sheet.js';
import type { Player } from './attack.js';

// Things that are no identity document and are laid before the camera as one. Lengths in millimetres.

const FACE = { x: 4, y: 10, width: 26, height: 33 };

/** A line that shrinks where it would be wider than `room`. */
const fitted = (
  line: string,
  x: number,
  y: number,
  size: number,
  room: number,
  style: TextStyle = {},
): string => text(line, x, y, size * Math.min(1, room / textWidth(line, size, style.font)), style);

const upper = (name: string): string => name.toLocaleUpperCase('en');

/** A folded greeting card, 148×105. */
export const birthdayCard = (): Promise<PrintedSheet> =>
  print({
    width: 148,
    height: 105,
    cornerRadius: 0,
    drawing: [
      `<rect width="148" height="105" fill="#f7d9e3"/><circle cx="30" cy="36" r="15" fill="#e4587a"/>
       <circle cx="54" cy="27" r="15" fill="#5aa0d8"/><circle cx="43" cy="50" r="15" fill="#f2c14e"/>
       <path d="M30 51Q40 80 44 100M54 42Q48 80 44 100M43 65L44 100" fill="none" stroke="#555" stroke-width="0.6"/>
       ${text('Happy Birthday', 74, 48, 9, { font: 'serif', fill: '#8a2d4c' })}
       ${text('with love from all of us', 76, 62, 4.2, { font: 'serif', fill: '#8a2d4c' })}`,
    ],
  });

/** A pale card of ID-1 size that bears somebody's face and the given lines. */
export const plainCard = (
  { portrait }: Pick<Player, 'portrait'>,
  lines: readonly string[] = [],
  ground = '#f3f1ea',
): Promise<PrintedSheet> =>
  print({
    ...ID1,
    portrait: FACE,
    holder: portrait,
    drawing: [
      `<rect width="85.6" height="54" fill="${ground}"/>`,
      ...lines.map((line, row) => fitted(line, 34, 14 + row * 6, 2.9, 48)),
    ],
  });

/** A card without anybody's face: lines of print alone. */
export const wordsCard = (lines: readonly string[]): Promise<PrintedSheet> =>
  print({
    ...ID1,
    drawing: [
      '<rect width="85.6" height="54" fill="#f3f1ea"/>',
      ...lines.map((line, row) => fitted(line, 8, 16 + row * 7, 3.6, 70)),
    ],
  });

/** What a fitness club gives its members. */
export const gymCard = ({ portrait, holder }: Player): Promise<PrintedSheet> =>
  print({
    ...ID1,
    portrait: { x: 58, y: 12, width: 22, height: 28 },
    holder: portrait,
    drawing: [
      `<rect width="85.6" height="54" fill="#20262c"/><rect y="43" width="85.6" height="11" fill="#e2571c"/>
       ${text('IRON HARBOUR FITNESS', 6, 10, 4.2, { font: 'bold', fill: '#fff' })}
       ${text('MEMBER', 6, 18, 2.4, { fill: '#f0a37e' })}
       ${fitted(`${holder.givenNames} ${holder.surname}`, 6, 24, 3.2, 49, { fill: '#fff' })}
       ${text('No. 004 517', 6, 32, 3, { fill: '#fff' })}`,
    ],
  });

/** What an employer hangs around people's necks, upright. */
export const employeeBadge = ({ portrait, holder }: Player): Promise<PrintedSheet> =>
  print({
    width: 54,
    height: 85.6,
    cornerRadius: 3.18,
    portrait: { x: 14, y: 18, width: 26, height: 33 },
    holder: portrait,
    drawing: [
      `<rect width="54" height="85.6" fill="#fff"/><rect width="54" height="13" fill="#00646e"/>
       <rect x="22" y="3" width="10" height="2.4" rx="1.2" fill="#fff"/>
       ${text('NORTHWIND LOGISTICS', 27, 10, 3, { font: 'bold', fill: '#fff', anchor: 'middle' })}
       ${fitted(upper(holder.surname), 27, 60, 4, 48, { font: 'bold', anchor: 'middle' })}
       ${text(holder.givenNames, 27, 66, 3.4, { anchor: 'middle' })}
       ${text('Warehouse · 20731', 27, 76, 2.8, { anchor: 'middle', fill: '#555' })}`,
    ],
  });

/** A photograph printed on paper with a white border, `width` millimetres wide in all. */
export const photoPrint = (picture: Buffer, width = 45, ratio = 45 / 35): Promise<PrintedSheet> => {
  const height = width * ratio;
  const border = width * 0.04;
  return print({
    width,
    height,
    cornerRadius: 0,
    portrait: { x: border, y: border, width: width - 2 * border, height: height - 2 * border },
    holder: picture,
    drawing: [`<rect width="${width}" height="${height}" fill="#fbfbf8"/>`],
  });
};

/** A telephone that shows a picture, upright, 74×156. */
export const telephone = (picture: Buffer): Promise<PrintedSheet> =>
  print({
    width: 74,
    height: 156,
    cornerRadius: 10,
    portrait: { x: 3, y: 10, width: 68, height: 136 },
    holder: picture,
    drawing: [
      `<rect width="74" height="156" fill="#15171a"/><rect x="26" y="4" width="22" height="3" rx="1.5" fill="#000"/>`,
    ],
  });

/** A front of one's own making: heading, captions and all that the victim's back says, beside the attacker's face. */
export const homemadeFront = (
  attacker: Pick<Player, 'portrait'>,
  heading: string,
  lines: readonly (readonly [caption: string, value: string])[],
): Promise<PrintedSheet> =>
  print({
    ...ID1,
    portrait: FACE,
    holder: attacker.portrait,
    drawing: [
      '<rect width="85.6" height="54" fill="#fdfdfb"/>',
      text(heading, 4, 6.5, 3, { font: 'bold' }),
      ...lines.flatMap(([caption, value], row) => [
        text(caption, 34, 12 + row * 6.4, 1.7, { fill: '#444' }),
        fitted(value, 34, 15.2 + row * 6.4, 2.8, 48),
      ]),
    ],
  });
