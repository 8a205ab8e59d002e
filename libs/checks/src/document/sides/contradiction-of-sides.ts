import type { MeasuredMrz, SideMeasurement } from '../measurement.js';
import { kindOfPrint } from '../print/kind-of-print.js';
import { readLicence } from '../print/licence/read-licence.js';
import { foldLatin } from '../print/names/names.js';
import { type Cell, cellsOf } from '../print/page.js';
import { REASONS } from '../reasons.js';
import { showSameSide } from './same-side.js';

/**
 * Why two pictures cannot be the sides of one document; null when nothing speaks against it.
 *
 * @param together both lie in one picture
 */
export function contradictionOfSides(
  front: SideMeasurement,
  back: SideMeasurement | null,
  sides: readonly (readonly Cell[])[],
  together: boolean,
): string | null {
  if (front.status !== 'seen' || back?.status !== 'seen') return null;
  const reason = together ? REASONS.oneAtATime : REASONS.sidesOfTwo;
  const [a, b] = [validLines(front.mrz), validLines(back.mrz)];
  if (a && b) return a === b ? null : reason;
  const [first, second] = [readLicence(sides[0]!), readLicence(sides[1]!)];
  // Either side of a card may print its number; two fronts print two.
  if (first?.number && second?.number && first.number.value !== second.number.value) return reason;
  if (!together) return null;
  const isOther = (licence: typeof first, lines: string | null) =>
    licence?.number && lines !== null && !lines.includes(foldLatin(licence.number.value).slice(0, 9));
  if (isOther(first, b) || isOther(second, a)) return reason;
  if (front.mrz === null && back.mrz === null && [front, back].every(isHeaded) && !showSameSide(front, back))
    return reason;
  return null;
}

const validLines = (mrz: MeasuredMrz | null): string | null => (mrz?.valid ? mrz.lines.join('') : null);

const isHeaded = (side: SideMeasurement): boolean => kindOfPrint(cellsOf(side)) !== null;
