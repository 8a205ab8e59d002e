import type { RgbImage } from '../../image/rgb-image.js';

/** A character of a line and where in its strip it was read, in pixels from the left. */
export interface PlacedCharacter {
  readonly character: string;
  readonly from: number;
  readonly to: number;
}

/** Capitals alone, as long as two names that ran together: the recogniser then drops the space now and then. */
const RUN_TOGETHER = /^\p{Lu}{10,}$/u;
/** Words of fewer letters are not parted off: a wide gap beside an `I` or an `L` is the letter’s own. */
const MIN_WORD = 3;

/** Share of the strip’s height, from above and below, that may hold other print’s ink. */
const MARGIN = 0.1;
/** A column with so many dark pixels is no gap. */
const MAX_INK = 1;
/**
 * Widths of a gap between words: in heights of the strip, and in those of the wider gaps within words. On rendered cards
 * gaps within words are up to 0.15 heights wide, those that the recogniser reads as spaces 0.2 to 0.3.
 */
const MIN_GAP = 0.19;
const MIN_RATIO = 1.55;
/** Which of the gaps within words a gap between them is held against: nine of ten are narrower. */
const WIDER = 0.9;
/** A reader that sees none of more spaces than these has not read the line. */
const MAX_SPACES = 2;

/**
 * The text of a line with spaces where its letters stand apart like words, though the recogniser saw none:
 * `CHRISTINAMARGARETHA` is `CHRISTINA MARGARETHA`. Only of long lines of capitals alone.
 */
export function partWords(strip: RgbImage, characters: readonly PlacedCharacter[]): string {
  const text = characters.map(({ character }) => character).join('');
  if (!RUN_TOGETHER.test(text)) return text;
  const gaps = gapsBetween(inkOfColumns(strip), characters);
  const ordered = [...gaps].sort((a, b) => a - b);
  const ends = gaps.flatMap((gap, i) => {
    const within = ordered[Math.floor((ordered.length - 1 - MAX_SPACES) * WIDER)] ?? 0;
    const isWide = gap >= MIN_GAP * strip.height && gap >= MIN_RATIO * within;
    return isWide && i + 1 >= MIN_WORD && characters.length - i - 1 >= MIN_WORD ? [i] : [];
  });
  if (ends.length > MAX_SPACES) return text;
  return characters.map(({ character }, i) => (ends.includes(i) ? `${character} ` : character)).join('');
}

/** The widest run of columns without ink from each character to the next, in pixels. */
function gapsBetween(ink: Uint16Array, characters: readonly PlacedCharacter[]): number[] {
  return characters.slice(0, -1).map(({ from }, i) => {
    let [run, widest] = [0, 0];
    for (let x = Math.floor(from); x <= Math.min(ink.length - 1, characters[i + 1]!.to); x++) {
      run = ink[x]! <= MAX_INK ? run + 1 : 0;
      widest = Math.max(widest, run);
    }
    return widest;
  });
}

/** How many pixels of each column are darker than Otsu’s threshold. */
function inkOfColumns({ data, width, height }: RgbImage): Uint16Array {
  const grey = Uint8Array.from({ length: width * height }, (_, i) => {
    return (77 * data[3 * i]! + 150 * data[3 * i + 1]! + 29 * data[3 * i + 2]!) >> 8;
  });
  const threshold = otsu(grey);
  const margin = Math.round(height * MARGIN);
  return Uint16Array.from({ length: width }, (_, x) => {
    let dark = 0;
    for (let y = margin; y < height - margin; y++) if (grey[y * width + x]! <= threshold) dark += 1;
    return dark;
  });
}

/** The level that parts the picture in two classes of the least variance (Otsu 1979). */
function otsu(grey: Uint8Array): number {
  const histogram = new Float64Array(256);
  for (const level of grey) histogram[level]! += 1;
  const sum = histogram.reduce((total, count, level) => total + count * level, 0);
  let [below, sumBelow, best, threshold] = [0, 0, 0, 0];
  for (let level = 0; level < 256; level++) {
    below += histogram[level]!;
    sumBelow += level * histogram[level]!;
    const above = grey.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (between > best) [best, threshold] = [between, level];
  }
  return threshold;
}
