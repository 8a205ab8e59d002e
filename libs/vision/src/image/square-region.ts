import type { Affine } from './geometry.js';
import type { RgbImage } from './rgb-image.js';

/** A square part of a picture, which may be turned and may reach beyond its borders. Pixels; radians. */
export interface SquareRegion {
  readonly centreX: number;
  readonly centreY: number;
  readonly side: number;
  /** Clockwise angle by which the region's upper side is turned against the picture's. */
  readonly angle: number;
}

/** The smallest centred region that contains the picture, enlarged `padding`-fold. */
export function regionAround({ width, height }: RgbImage, padding = 1, angle = 0): SquareRegion {
  return {
    centreX: (width - 1) / 2,
    centreY: (height - 1) / 2,
    side: Math.max(width, height) * padding,
    angle,
  };
}

/**
 * Upright squares of `side` that cover the picture, row by row. Neighbours lie no further apart than `step`, so that whatever is
 * smaller than `side − step` lies whole in one of them.
 */
export function squaresAcross(
  { width, height }: Pick<RgbImage, 'width' | 'height'>,
  side: number,
  step: number,
): SquareRegion[] {
  const across = centresAlong(width, side, step);
  return centresAlong(height, side, step).flatMap((centreY) =>
    across.map((centreX) => ({ centreX, centreY, side, angle: 0 })),
  );
}

function centresAlong(length: number, side: number, step: number): readonly number[] {
  if (length <= side) return [(length - 1) / 2];
  const steps = Math.ceil((length - side) / step);
  return Array.from({ length: steps + 1 }, (_, i) => (side - 1) / 2 + (i * (length - side)) / steps);
}

/** The map for `warpAffine` that shows a region upright in `size` × `size` pixels. */
export function regionMap({ centreX, centreY, side, angle }: SquareRegion, size: number): Affine {
  const cos = (Math.cos(angle) * side) / size;
  const sin = (Math.sin(angle) * side) / size;
  const middle = (size - 1) / 2;
  return [cos, -sin, centreX - (cos - sin) * middle, sin, cos, centreY - (sin + cos) * middle];
}
