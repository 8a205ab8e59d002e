import type { Insight } from '../../check.js';
import type { SeenSide } from '../measurement.js';
import {
  BLUR,
  CUT_OFF_LEVEL,
  DARK,
  FINGER,
  GLARE,
  OVEREXPOSED,
  OVEREXPOSED_INK,
  TOO_SMALL,
} from '../thresholds.js';

/** What can be wrong with a picture of a document, the likeliest explanation of a failure first. */
export type FaultName = 'dark' | 'cut_off' | 'too_small' | 'blur' | 'glare' | 'overexposed' | 'finger';

/** How bad one of them is. `high` explains a failure by itself. */
export interface QualityGrade {
  readonly name: FaultName;
  readonly level: Insight['level'];
  /** The measure it rests on, in the unit of its threshold; null where it was not measured or is no number. */
  readonly score: number | null;
}

/** ISO/IEC 7810: the longer side of ID-1 (cards) and of ID-3 (passport pages), in mm, and between their aspects. */
const ID1_MM = 85.6;
const ID3_MM = 125;
const BETWEEN_ASPECTS = 1.505;

/** Pixels per millimetre of the document; of one without an outline at most, as if it filled its picture. */
export function pixelsPerMm({
  outlined,
  aspect,
  quality,
}: Pick<SeenSide, 'outlined' | 'aspect' | 'quality'>): number {
  const isCard = outlined && Math.max(aspect, 1 / aspect) > BETWEEN_ASPECTS;
  return Math.max(quality.width, quality.height) / (isCard ? ID1_MM : ID3_MM);
}

/** Every quality of a picture, by the thresholds, in the order of `FaultName`. */
export function gradeQuality(
  side: Pick<SeenSide, 'outlined' | 'aspect' | 'quality'>,
): readonly QualityGrade[] {
  const { sharp90, brightness, darkest, white, glare, cutOff, finger } = side.quality;
  return [
    grade('dark', brightness, (value, limit) => value < limit, DARK),
    { name: 'cut_off', level: cutOff === null ? 'low' : CUT_OFF_LEVEL, score: null },
    grade('too_small', pixelsPerMm(side), (value, limit) => value < limit, TOO_SMALL),
    // Nothing with contrast anywhere: neither sharp nor blurred, there is just nothing to see.
    grade('blur', sharp90, (value, limit) => value < limit, BLUR),
    grade('glare', glare, (value, limit) => value >= limit, GLARE),
    // White is paper as long as there is dark ink on it.
    grade(
      'overexposed',
      darkest < OVEREXPOSED_INK ? 0 : white,
      (value, limit) => value >= limit,
      OVEREXPOSED,
    ),
    grade('finger', finger, (value, limit) => value >= limit, FINGER),
  ];
}

/** What is wrong with a picture beyond doubt. */
export const faultsOf = (side: Parameters<typeof gradeQuality>[0]): readonly QualityGrade[] =>
  gradeQuality(side).filter(({ level }) => level === 'high');

function grade(
  name: FaultName,
  score: number | null,
  isBeyond: (value: number, limit: number) => boolean,
  { high, elevated }: { readonly high: number; readonly elevated: number },
): QualityGrade {
  const reaches = (limit: number) => score !== null && isBeyond(score, limit);
  return { name, score, level: reaches(high) ? 'high' : reaches(elevated) ? 'elevated' : 'low' };
}
