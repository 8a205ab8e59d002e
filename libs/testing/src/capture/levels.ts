import { type SeededRandom, seededRandom } from '../random.js';
import type { CaptureOptions } from './photograph.js';

/** How well a photograph is taken, from a flat, well-lit one to one that a person should be asked to repeat. */
export const LEVELS = ['clean', 'mild', 'moderate', 'severe'] as const;
export type Level = (typeof LEVELS)[number];

type Range = readonly [low: number, high: number];

/** Ranges that a level's options are drawn from, uniformly; units as in `CaptureOptions`. */
export interface LevelRanges {
  readonly fill: Range;
  /** Largest tilt to either side, in degrees. */
  readonly tilt: number;
  /** Share of pictures taken with the document on its side or upside down. */
  readonly quarterTurns: number;
  readonly perspective: Range;
  readonly blur: Range;
  readonly motion: Range;
  readonly noise: Range;
  readonly jpegQuality: Range;
  readonly brightness: Range;
  readonly falloff: Range;
  readonly shade: Range;
  /** How many other things lie on the table. */
  readonly clutter: Range;
  /** Share of pictures with a reflection, and its strength. */
  readonly glare: readonly [share: number, strength: Range];
  /** Share of pictures with a finger over the document's border, and its breadth. */
  readonly finger: readonly [share: number, breadth: Range];
  /** Share of pictures with a part of the document out of the frame, and how much. */
  readonly cutOff: readonly [share: number, lost: Range];
}

/** For a photograph 1,600 px wide. Chosen by looking at the results, before any reader saw them. */
export const LEVEL_RANGES: Readonly<Record<Level, LevelRanges>> = {
  clean: {
    fill: [0.88, 0.95],
    tilt: 1.5,
    quarterTurns: 0,
    perspective: [0, 0.02],
    blur: [0.3, 0.6],
    motion: [0, 0],
    noise: [1, 3],
    jpegQuality: [90, 95],
    brightness: [0.85, 0.95],
    falloff: [0, 0.1],
    shade: [0, 0],
    clutter: [0, 0],
    glare: [0, [0, 0]],
    finger: [0, [0, 0]],
    cutOff: [0, [0, 0]],
  },
  mild: {
    fill: [0.75, 0.9],
    tilt: 6,
    quarterTurns: 0,
    perspective: [0.02, 0.06],
    blur: [0.5, 1],
    motion: [0, 2],
    noise: [2, 5],
    jpegQuality: [80, 92],
    brightness: [0.75, 0.95],
    falloff: [0.1, 0.25],
    shade: [0, 0.2],
    clutter: [0, 3],
    glare: [0.3, [0.1, 0.3]],
    finger: [0, [0, 0]],
    cutOff: [0, [0, 0]],
  },
  moderate: {
    fill: [0.6, 0.8],
    tilt: 15,
    quarterTurns: 0.15,
    perspective: [0.05, 0.1],
    blur: [0.8, 1.6],
    motion: [0, 4],
    noise: [4, 9],
    jpegQuality: [65, 85],
    brightness: [0.55, 0.9],
    falloff: [0.2, 0.4],
    shade: [0.1, 0.4],
    clutter: [2, 6],
    glare: [0.5, [0.3, 0.7]],
    finger: [0.3, [0.07, 0.11]],
    cutOff: [0, [0, 0]],
  },
  severe: {
    fill: [0.45, 0.7],
    tilt: 35,
    quarterTurns: 0.3,
    perspective: [0.08, 0.15],
    blur: [1.4, 2.6],
    motion: [2, 8],
    noise: [8, 18],
    jpegQuality: [40, 70],
    brightness: [0.35, 0.8],
    falloff: [0.3, 0.6],
    shade: [0.3, 0.6],
    clutter: [3, 8],
    glare: [0.7, [0.5, 1]],
    finger: [0.5, [0.1, 0.16]],
    cutOff: [0.3, [0.03, 0.12]],
  },
};

/** How one picture of a level is taken: a pure function of level and seed. */
export function captureAt(level: Level, seed: number): CaptureOptions {
  const random = seededRandom(seed);
  const ranges = LEVEL_RANGES[level];
  const draw = ([low, high]: Range) => random.between(low, high);
  const turns = random.next() < ranges.quarterTurns ? random.integer(1, 3) : 0;
  return {
    fill: draw(ranges.fill),
    rotation: random.between(-ranges.tilt, ranges.tilt) + turns * 90,
    perspective: draw(ranges.perspective),
    blur: draw(ranges.blur),
    motion: draw(ranges.motion),
    noise: draw(ranges.noise),
    jpegQuality: Math.round(draw(ranges.jpegQuality)),
    brightness: draw(ranges.brightness),
    falloff: draw(ranges.falloff),
    shade: draw(ranges.shade),
    clutter: Math.round(draw(ranges.clutter)),
    glare: sometimes(ranges.glare, random),
    finger: sometimes(ranges.finger, random),
    cutOff: sometimes(ranges.cutOff, random),
    seed: random.integer(1, 2 ** 31 - 1),
  };
}

/** Draws from both, so that the options after it do not depend on the outcome. */
function sometimes([share, [low, high]]: readonly [number, Range], random: SeededRandom): number {
  const happens = random.next() < share;
  const value = random.between(low, high);
  return happens ? value : 0;
}
