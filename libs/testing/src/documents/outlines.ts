import { readFileSync } from 'node:fs';
import opentype, { type Font, type Glyph } from 'opentype.js';
import { packageFile } from '../package-file.js';
import { type Frame, union } from './frame.js';

const FONT_FILES = {
  sans: ['dejavu-fonts-ttf', 'ttf/DejaVuSans.ttf'],
  bold: ['dejavu-fonts-ttf', 'ttf/DejaVuSans-Bold.ttf'],
  condensed: ['dejavu-fonts-ttf', 'ttf/DejaVuSansCondensed.ttf'],
  serif: ['dejavu-fonts-ttf', 'ttf/DejaVuSerif.ttf'],
  ocrb: ['bwip-js', 'fonts/OCRB7.ttf'],
} as const;

export type FontName = keyof typeof FONT_FILES;

const loaded = new Map<FontName, Font>();

function font(name: FontName): Font {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const [packageName, file] = FONT_FILES[name];
  const bytes = readFileSync(packageFile(packageName, file));
  const parsed = opentype.parse(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  );
  loaded.set(name, parsed);
  return parsed;
}

export interface TextStyle {
  readonly font?: FontName;
  readonly fill?: string;
  readonly opacity?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** Width of `value` in the units of `size` (the em), without kerning. */
export function textWidth(value: string, size: number, name: FontName = 'sans'): number {
  const face = font(name);
  return [...value].reduce(
    (width, character) => width + (face.charToGlyph(character).advanceWidth * size) / face.unitsPerEm,
    0,
  );
}

/**
 * An SVG path of `value` with its baseline starting at (x, y).
 *
 * Glyphs are placed one by one, so that neither a system font nor a shaping engine takes part and the picture
 * is the same on every machine.
 *
 * @throws {Error} when the font lacks a character: a specimen with a missing letter would test nothing.
 */
export function text(value: string, x: number, y: number, size: number, style: TextStyle = {}): string {
  const name = style.font ?? 'sans';
  const width = textWidth(value, size, name);
  const start = { start: x, middle: x - width / 2, end: x - width }[style.anchor ?? 'start'];
  const face = font(name);
  let pen = start;
  let outline = '';
  for (const character of value) {
    outline += glyphOutline(name, character, pen, y, size);
    pen += (face.charToGlyph(character).advanceWidth * size) / face.unitsPerEm;
  }
  return `<path d="${outline}" fill="${style.fill ?? '#15181c'}" opacity="${style.opacity ?? 1}"/>`;
}

/** The rectangle that the ink of {@link text} covers, in the units of `size`. */
export function inkOf(value: string, x: number, y: number, size: number, style: TextStyle = {}): Frame {
  const name = style.font ?? 'sans';
  const width = textWidth(value, size, name);
  const face = font(name);
  let pen = { start: x, middle: x - width / 2, end: x - width }[style.anchor ?? 'start'];
  const ink: Frame[] = [];
  for (const character of value) {
    const glyph = face.charToGlyph(character);
    if (character !== ' ') ink.push(inkOfGlyph(glyph, pen, y, size));
    pen += (glyph.advanceWidth * size) / face.unitsPerEm;
  }
  return union(ink);
}

function inkOfGlyph(glyph: Glyph, x: number, y: number, size: number): Frame {
  const { x1, y1, x2, y2 } = glyph.getPath(x, y, size).getBoundingBox();
  return { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
}

/** An SVG path of `value` with its characters at a fixed `pitch`, each on its own cell. */
export function fixedPitchText(
  value: string,
  x: number,
  y: number,
  size: number,
  pitch: number,
  name: FontName,
): string {
  const outline = [...value].map((character, cell) =>
    glyphOutline(name, character, x + cell * pitch, y, size),
  );
  return `<path d="${outline.join('')}" fill="#141414"/>`;
}

function glyphOutline(name: FontName, character: string, x: number, y: number, size: number): string {
  const glyph = font(name).charToGlyph(character);
  if (glyph.index === 0) throw new Error(`font ${name} has no glyph for ${JSON.stringify(character)}`);
  const outline = glyph.getPath(x, y, size).toPathData(3);
  // A coordinate so small that it prints as 1e-15 is rounded to NaN, and whatever follows it is not drawn.
  return outline.includes('NaN') ? glyph.getPath(x + 0.001, y + 0.001, size).toPathData(3) : outline;
}
