import type { Insight } from '../../check.js';
import { REASONS } from '../reasons.js';
import {
  COLOUR_DEPARTURE,
  COPIED_DIGITS,
  DISPLAY_COLOURS,
  DISPLAY_GRID,
  PASTED_PORTRAIT,
  PORTRAIT_NOISE,
  PRINT_BASELINE,
  PRINT_INK,
  PRINT_NOISE,
} from '../thresholds.js';
import type { MeasuredAuthenticity } from './measure-authenticity.js';

/** From where on a signal is `elevated` and `high`; where it refuses a document, if it ever does. */
export interface Limits {
  readonly elevated: number;
  readonly high: number;
  /** Null for a signal that only flags for review. */
  readonly decides: number | null;
}

/** One number that speaks for a forgery the more, the further it lies on one side of its limits. */
export interface Signal {
  readonly name: string;
  /** What it means for the document, as a note for a reviewer. */
  readonly meaning: string;
  readonly suspicious: 'above' | 'below';
  /** What the person is told where it refuses; null for a signal that never does. */
  readonly reason: string | null;
  /** The sides on which it may refuse; on others it is `elevated` at most. Backs are often printed in black only. */
  readonly refuses: 'front' | 'both';
  readonly limits: Limits;
  /** Null where the picture does not show it. */
  value(side: MeasuredAuthenticity): number | null;
}

/** DocumentReading that the rest of the picture was compressed before; without it a portrait that was not is no surprise. */
const MIN_FREQUENCIES = 3;
const MIN_EVIDENCE = 0.025;

/** Signals of a side's pixels. The README's table says which of them decide; `decides` is where. */
export const SIGNALS: readonly Signal[] = [
  {
    name: 'colour',
    meaning: 'has no colours of its own, as a photocopy',
    suspicious: 'below',
    reason: REASONS.greyCopy,
    refuses: 'front',
    limits: COLOUR_DEPARTURE,
    value: ({ colour }) => colour,
  },
  {
    name: 'display_grid',
    meaning: 'shows the pixels of a display in brightness and colour',
    suspicious: 'above',
    reason: REASONS.display,
    refuses: 'both',
    limits: DISPLAY_GRID,
    value: ({ grid }) => grid && Math.min(grid.luma, grid.chroma),
  },
  {
    name: 'display_colours',
    meaning: 'shows a fine grid of colours, as displays and coarse raster print do',
    suspicious: 'above',
    reason: null,
    refuses: 'both',
    limits: DISPLAY_COLOURS,
    value: ({ grid }) => grid?.chroma ?? null,
  },
  {
    name: 'pasted_portrait',
    meaning: 'was saved twice, and its portrait was not there the first time',
    suspicious: 'above',
    reason: REASONS.retouched,
    refuses: 'front',
    limits: PASTED_PORTRAIT,
    value: ({ history }) => {
      if (!history || history.portrait === null) return null;
      const { frequencies, portrait, elsewhere } = history;
      return frequencies < MIN_FREQUENCIES || elsewhere < MIN_EVIDENCE ? 0 : elsewhere - portrait;
    },
  },
  {
    name: 'portrait_noise',
    meaning: 'has other noise in its portrait than elsewhere',
    suspicious: 'above',
    reason: null,
    refuses: 'both',
    limits: PORTRAIT_NOISE,
    value: ({ portraitNoise }) => portraitNoise && Math.abs(portraitNoise),
  },
  {
    name: 'print_baseline',
    meaning: 'has a digit that does not stand on the line of the others, or is not as tall',
    suspicious: 'above',
    reason: null,
    refuses: 'both',
    limits: PRINT_BASELINE,
    value: ({ print }) => print?.baseline ?? null,
  },
  {
    name: 'print_ink',
    meaning: 'has a digit in other ink than its neighbours',
    suspicious: 'above',
    reason: null,
    refuses: 'both',
    limits: PRINT_INK,
    value: ({ print }) => print?.ink ?? null,
  },
  {
    name: 'print_noise',
    meaning: 'has a digit on ground without the noise of its neighbours',
    suspicious: 'above',
    reason: null,
    refuses: 'both',
    limits: PRINT_NOISE,
    value: ({ print }) => print?.noiseGap ?? null,
  },
  {
    name: 'copied_digits',
    meaning: 'has two digits that are copies of each other',
    suspicious: 'above',
    reason: null,
    refuses: 'both',
    limits: COPIED_DIGITS,
    value: ({ copied }) => copied,
  },
];

/** How strongly a signal speaks, and whether it refuses the document. */
export function gradeSignal(
  { suspicious, limits }: Signal,
  value: number,
): { readonly level: Insight['level']; readonly decides: boolean } {
  const beyond = (limit: number) => (suspicious === 'above' ? value >= limit : value <= limit);
  return {
    level: beyond(limits.high) ? 'high' : beyond(limits.elevated) ? 'elevated' : 'low',
    decides: limits.decides !== null && beyond(limits.decides),
  };
}
