import type { SeededRandom } from '../random.js';
import type { Quad } from './homography.js';

/** Bound once, because it runs for every pixel (see `project.ts`). */
const { hypot, max, min, sqrt } = Math;

/** Skin from light to dark, sRGB in even light. */
const TONES = [
  [236, 188, 160],
  [214, 160, 126],
  [176, 120, 88],
  [128, 84, 62],
  [86, 56, 44],
] as const;

/** Depth into the document as a multiple of the finger's breadth. */
const REACH = 1.4;

/**
 * Lays a finger over a border of the document, as a hand does that holds it: a rounded bar of skin, lighter in its
 * middle, which comes from outside the picture's middle and ends on the document.
 *
 * @param breadth as a share of the document's upper side
 */
export function layFinger(
  scene: Uint8ClampedArray,
  width: number,
  height: number,
  corners: Quad,
  breadth: number,
  light: number,
  random: SeededRandom,
): void {
  const tone = TONES[random.integer(0, TONES.length - 1)]!;
  const side = random.integer(0, 3);
  const [from, to] = [corners[side]!, corners[(side + 1) % 4]!];
  const along = random.between(0.2, 0.8);
  const [bx, by] = [from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])];
  const middle = [0, 1].map((axis) => corners.reduce((sum, corner) => sum + corner[axis]!, 0) / 4);
  const across = hypot(corners[1][0] - corners[0][0], corners[1][1] - corners[0][1]);
  const radius = (breadth * across) / 2;
  const length = hypot(middle[0]! - bx, middle[1]! - by);
  const [ux, uy] = [(middle[0]! - bx) / length, (middle[1]! - by) / length];
  const depth = breadth * across * REACH - radius;
  const [tipX, tipY] = [bx + ux * depth, by + uy * depth];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - tipX, y - tipY];
      const behind = min(0, dx * ux + dy * uy);
      const distance = hypot(dx - behind * ux, dy - behind * uy);
      if (distance > radius + 1) continue;
      const opacity = min(1, max(0, radius + 0.5 - distance));
      const round = 0.62 + 0.38 * sqrt(max(0, 1 - (distance / radius) ** 2));
      const at = (y * width + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const skin = tone[channel]! * round * light;
        scene[at + channel] = scene[at + channel]! + (skin - scene[at + channel]!) * opacity;
      }
    }
  }
}
