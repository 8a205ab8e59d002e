import type { Quad } from '../../image/rgb-image.js';
import type { FixedLengthReading, GreedyReading, Posteriors } from './ctc.js';
import type { MrzFormat } from './layouts.js';

/** One strip of the picture as the line reader saw it. */
export interface ReadStrip extends Posteriors {
  readonly quad: Quad;
  readonly greedy: GreedyReading;
}

/** Strips decoded as the lines of one format. */
export interface Decoding {
  readonly format: MrzFormat;
  readonly strips: readonly ReadStrip[];
  readonly readings: readonly FixedLengthReading[];
}

/** A character put in place of what the line reader preferred. */
export interface MrzEdit {
  readonly line: number;
  readonly position: number;
  readonly from: string;
  readonly to: string;
  /** How much less likely the reader found the new character (nats). */
  readonly margin: number;
  /** What asked for it: a failing check digit, or a state code that does not exist. */
  readonly because: 'check-digit' | 'state-code';
}

export const replaceAt = (text: string, position: number, character: string): string =>
  text.slice(0, position) + character + text.slice(position + 1);
