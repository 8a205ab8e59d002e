import type { Box } from '../../image/geometry.js';
import type { LumaPlane } from '../../image/luma.js';

const { abs, ceil, floor, max, min } = Math;

const BLOCK = 8;
/** Blocks whose pixels differ by more than this show something; noise is measured where nothing is shown. */
const MAX_RANGE = 60;
const MIN_BLOCKS = 8;

/**
 * Noise of a part of a picture, in levels of 0–255: the lower quartile over 8 × 8 blocks of the mean absolute
 * response to the difference of two Laplacians (J. Immerkær, "Fast noise variance estimation", Computer
 * Vision and Image Understanding 64(2), 1996), which neither light nor straight edges excite.
 *
 * @returns null where fewer than 8 blocks are plain enough.
 */
export function residualNoise(luma: LumaPlane, box: Box, stride = 1): number | null {
  const [left, top] = [max(1, ceil(box.left)), max(1, ceil(box.top))];
  const right = min(luma.width - 1, floor(box.right)) - BLOCK;
  const bottom = min(luma.height - 1, floor(box.bottom)) - BLOCK;
  const responses: number[] = [];
  for (let y = top; y <= bottom; y += BLOCK * stride) {
    for (let x = left; x <= right; x += BLOCK * stride) {
      const response = blockResponse(luma, x, y);
      if (response !== null) responses.push(response);
    }
  }
  if (responses.length < MIN_BLOCKS) return null;
  return responses.sort((a, b) => a - b)[floor(responses.length / 4)]!;
}

function blockResponse({ data, width }: LumaPlane, left: number, top: number): number | null {
  let [sum, darkest, lightest] = [0, 255, 0];
  for (let y = top; y < top + BLOCK; y++) {
    for (let i = y * width + left, end = i + BLOCK; i < end; i++) {
      const value = data[i]!;
      if (value < darkest) darkest = value;
      if (value > lightest) lightest = value;
      sum += abs(noiseResponse(data, width, i));
    }
  }
  return lightest - darkest > MAX_RANGE ? null : sum / BLOCK ** 2;
}

/** Immerkær's mask at one pixel, scaled to the standard deviation of the noise. */
export function noiseResponse(data: Float32Array, width: number, i: number): number {
  const [up, down] = [i - width, i + width];
  return (
    (data[up - 1]! -
      2 * data[up]! +
      data[up + 1]! -
      2 * data[i - 1]! +
      4 * data[i]! -
      2 * data[i + 1]! +
      data[down - 1]! -
      2 * data[down]! +
      data[down + 1]!) /
    6
  );
}
