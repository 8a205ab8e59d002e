import sharp from 'sharp';
import type { Photograph } from '../capture/photograph.js';
import { project } from '../capture/project.js';
import { type FontName, text, textWidth } from '../documents/outlines.js';
import type { Box } from '../documents/print-zones.js';
import type { RenderedDocument } from '../documents/specimen.js';
import type { SeededRandom } from '../random.js';
import { lay, onPhotograph, open, type Pixels, save } from './pixels.js';

const DATES = ['dateOfBirth', 'issued', 'expires'] as const;

/**
 * Changes one or two digits of a printed date on a photographed document and saves the photograph again: half of the
 * forgers copy other digits from the same picture, half paint over and write in another font with the
 * colour of the ink.
 *
 * @throws {RangeError} on a side without a date.
 */
export async function editDate(
  document: RenderedDocument,
  photo: Photograph,
  random: SeededRandom,
): Promise<Buffer> {
  const { fields, printed } = document.zones;
  const present = DATES.filter((field) => fields[field] !== undefined);
  const field = present[random.integer(0, present.length - 1)];
  if (field === undefined) throw new RangeError('the side has no date to edit');
  const cells = present.flatMap((name) => digitCells(printed[name]!, fields[name]!, name));
  const own = cells.filter((cell) => cell.field === field);
  const year = own.filter(({ inYear }) => inYear);
  const targets = random.next() < 0.5 ? year.slice(-1) : year.slice(-2);
  const pixels = await open(photo.image);
  const copies = random.next() < 0.5;
  const font = (['sans', 'bold', 'ocrb'] as const)[random.integer(0, 2)]!;
  for (const target of targets) {
    const others = cells.filter(({ digit }) => digit !== target.digit);
    const source = others[random.integer(0, others.length - 1)];
    const [to, from] = [target.box, (source ?? target).box].map((box) => onPhotograph(box, document, photo));
    if (copies && source) copy(pixels, from![0], to![0], to!);
    else {
      const digit = (Number(target.digit) + random.integer(1, 9)) % 10;
      await rewrite(pixels, document, photo, target.box, digit, font);
    }
  }
  return save(pixels, random.integer(75, 95));
}

interface DigitCell {
  readonly field: string;
  readonly digit: string;
  readonly inYear: boolean;
  readonly box: Box;
}

/** Where each digit of a printed value lies, with half a pixel's air; advances are the render's own font's. */
function digitCells(value: string, box: Box, field: string): DigitCell[] {
  const line = value.split('\n')[0]!;
  const total = textWidth(line, 1);
  const year = /\d{4}/.exec(line)?.index ?? line.length;
  return [...line].flatMap((digit, index) => {
    if (!/\d/.test(digit)) return [];
    const left = box.left + (box.width * textWidth(line.slice(0, index), 1)) / total;
    const width = (box.width * textWidth(digit, 1)) / total;
    const cell = { left, top: box.top - 3, width, height: box.height + 6 };
    return [{ field, digit, inYear: index >= year && index < year + 4, box: cell }];
  });
}

type Spot = readonly [number, number];

/** Copies a rectangle as an editor's selection does: whole pixels, hard borders. */
function copy(pixels: Pixels, from: Spot, to: Spot, target: readonly Spot[]): void {
  const { width, data } = pixels;
  const original = data.slice();
  const [dx, dy] = [Math.round(from[0] - to[0]), Math.round(from[1] - to[1])];
  const { left, top, right, bottom } = bounds(target);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      for (let channel = 0; channel < 3; channel++) {
        data[(y * width + x) * 3 + channel] = original[((y + dy) * width + x + dx) * 3 + channel]!;
      }
    }
  }
}

function bounds(target: readonly Spot[]) {
  const [xs, ys] = [target.map(([x]) => x), target.map(([, y]) => y)];
  return {
    left: Math.round(Math.min(...xs)),
    top: Math.round(Math.min(...ys)),
    right: Math.round(Math.max(...xs)),
    bottom: Math.round(Math.max(...ys)),
  };
}

/** Paints a digit's cell over with the ground around it and writes another digit in another font. */
async function rewrite(
  pixels: Pixels,
  document: RenderedDocument,
  photo: Photograph,
  cell: Box,
  digit: number,
  font: FontName,
): Promise<void> {
  const quad = onPhotograph(cell, document, photo);
  const { left, top, right, bottom } = bounds(quad);
  const ink = darkest(pixels, left, top, right, bottom);
  for (let y = top; y < bottom; y++) {
    for (let channel = 0; channel < 3; channel++) {
      const at = (x: number, row: number) => pixels.data[(row * pixels.width + x) * 3 + channel]!;
      const [above, below] = [at((left + right) >> 1, top - 1), at((left + right) >> 1, bottom)];
      const ground = above + ((below - above) * (y - top)) / (bottom - top);
      for (let x = left; x < right; x++) pixels.data[(y * pixels.width + x) * 3 + channel] = ground;
    }
  }
  const size = (cell.height - 6) / 0.73;
  const glyph = text(String(digit), cell.width / 2, cell.height - 3, size, {
    font,
    anchor: 'middle',
    fill: `rgb(${ink.join(',')})`,
  });
  const [width, height] = [Math.round(cell.width), Math.round(cell.height)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${glyph}</svg>`;
  const written = await sharp(Buffer.from(svg)).png().toBuffer();
  const layer = await project(written, quad, photo.width, photo.height);
  lay(pixels, layer.data);
}

/** Mean colour of the darkest tenth of a rectangle. */
function darkest({ data, width }: Pixels, left: number, top: number, right: number, bottom: number) {
  const colours: (readonly [number, number, number])[] = [];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const i = (y * width + x) * 3;
      colours.push([data[i]!, data[i + 1]!, data[i + 2]!]);
    }
  }
  colours.sort((a, b) => a[0] + a[1] + a[2] - (b[0] + b[1] + b[2]));
  const inked = colours.slice(0, Math.max(1, Math.floor(colours.length / 10)));
  return [0, 1, 2].map((channel) =>
    Math.round(inked.reduce((sum, colour) => sum + colour[channel]!, 0) / inked.length),
  );
}
