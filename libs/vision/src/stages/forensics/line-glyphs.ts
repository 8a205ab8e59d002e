import type { Box } from '../../image/geometry.js';
import { pointOnQuad, warpQuad } from '../../image/perspective.js';
import { quadHeight, quadWidth } from '../../image/quad.js';
import type { Point, Quad, RgbImage } from '../../image/rgb-image.js';

const { ceil, floor, max, min, round } = Math;

/** A line of print as it was read. The quad is in pixels of the picture. */
export interface ReadLine {
  readonly text: string;
  readonly quad: Quad;
}

/** One character of a line. */
export interface Glyph {
  readonly character: string;
  /** In pixels of the straightened line; `right` and `bottom` are exclusive. */
  readonly box: Box;
  /** The same in pixels of the picture, whole pixels outwards. */
  readonly inPicture: Box;
  /** Mean brightness of the darkest quarter of its ink, 0–255. */
  readonly ink: number;
  /** Share of its box that is ink. */
  readonly coverage: number;
}

/** The characters of a line whose glyphs could be told apart, each with its place. */
export interface LineGlyphs {
  readonly line: ReadLine;
  readonly height: number;
  /** Brightness of the ground, 0–255. */
  readonly ground: number;
  readonly glyphs: readonly Glyph[];
}

/** Smaller print has no shape to compare. */
const MIN_HEIGHT = 14;
const MIN_CONTRAST = 40;

/**
 * Separates a line into characters at the columns without ink; null where that gives another number of pieces
 * than characters were read, so that no piece can be named.
 */
export function glyphsOf(image: RgbImage, line: ReadLine): LineGlyphs | null {
  const [width, height] = [round(quadWidth(line.quad)), round(quadHeight(line.quad))];
  const characters = [...line.text.replace(/\s+/g, '')];
  if (height < MIN_HEIGHT || width < height || characters.length === 0) return null;
  const { data } = warpQuad(image, line.quad, width, height);
  const luma = new Float32Array(width * height);
  for (let i = 0; i < luma.length; i++)
    luma[i] = 0.299 * data[3 * i]! + 0.587 * data[3 * i + 1]! + 0.114 * data[3 * i + 2]!;
  const sorted = luma.slice().sort();
  const ground = sorted[floor(sorted.length * 0.7)]!;
  const dark = sorted[floor(sorted.length * 0.03)]!;
  if (ground - dark < MIN_CONTRAST) return null;
  const threshold = (ground + dark) / 2;
  const runs = inkedRuns(luma, width, height, threshold);
  if (runs.length !== characters.length) return null;
  const glyphs = runs.map(([left, right], index): Glyph => {
    const box = trimmed(luma, width, height, threshold, left, right);
    const levels: number[] = [];
    for (let y = box.top; y < box.bottom; y++)
      for (let x = left; x < right; x++)
        if (luma[y * width + x]! < threshold) levels.push(luma[y * width + x]!);
    levels.sort((a, b) => a - b);
    const darkest = levels.slice(0, max(1, levels.length >> 2));
    return {
      character: characters[index]!,
      box,
      inPicture: outwards(box, line.quad, width, height),
      ink: darkest.reduce((sum, level) => sum + level, 0) / darkest.length,
      coverage: levels.length / ((right - left) * (box.bottom - box.top)),
    };
  });
  return { line, height, ground, glyphs };
}

/** Stretches of columns that hold ink, as [first, behind last]. */
function inkedRuns(luma: Float32Array, width: number, height: number, threshold: number) {
  const runs: [number, number][] = [];
  let start = -1;
  for (let x = 0; x <= width; x++) {
    let inked = false;
    for (let y = 0; y < height && x < width; y++) inked ||= luma[y * width + x]! < threshold;
    if (inked && start < 0) start = x;
    if (!inked && start >= 0) {
      if (x - start > 1) runs.push([start, x]);
      start = -1;
    }
  }
  return runs;
}

function trimmed(
  luma: Float32Array,
  width: number,
  height: number,
  threshold: number,
  left: number,
  right: number,
): Box {
  let [top, bottom] = [height, 0];
  for (let y = 0; y < height; y++) {
    for (let x = left; x < right; x++) {
      if (luma[y * width + x]! >= threshold) continue;
      top = min(top, y);
      bottom = max(bottom, y + 1);
    }
  }
  return { left, top, right, bottom };
}

function outwards({ left, top, right, bottom }: Box, quad: Quad, width: number, height: number): Box {
  const at = (x: number, y: number): Point => pointOnQuad([x - 0.5, y - 0.5], quad, width, height);
  const corners = [at(left, top), at(right, top), at(right, bottom), at(left, bottom)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    left: floor(min(...xs)),
    top: floor(min(...ys)),
    right: ceil(max(...xs)),
    bottom: ceil(max(...ys)),
  };
}
