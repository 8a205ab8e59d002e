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

/** The map for `warpAffine` that shows a region upright in `size` × `size` pixels. */
export function regionMap({ centreX, centreY, side, angle }: SquareRegion, size: number): Affine {
  const cos = (Math.cos(angle) * side) / size;
  const sin = (Math.sin(angle) * side) / size;
  const middle = (size - 1) / 2;
  return [cos, -sin, centreX - (cos - sin) * middle, sin, cos, centreY - (sin + cos) * middle];
}
