import sharp from 'sharp';

/**
 * Blurs raw RGB as a camera does that moves by `length` pixels in the direction `angle` (radians) while the shutter is
 * open: the mean along a straight line.
 */
export async function shake(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  { length, angle }: { readonly length: number; readonly angle: number },
): Promise<Uint8ClampedArray> {
  const reach = Math.ceil(length / 2);
  const side = 2 * reach + 1;
  const kernel = new Array<number>(side * side).fill(0);
  // Quarter-pixel steps, each shared among the four cells around it.
  const steps = Math.max(2, Math.ceil(length * 4));
  for (let step = 0; step <= steps; step++) {
    const distance = (step / steps - 0.5) * length;
    const [x, y] = [reach + distance * Math.cos(angle), reach + distance * Math.sin(angle)];
    const [column, row] = [Math.floor(x), Math.floor(y)];
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const [at, down] = [column + dx, row + dy];
      if (at >= side || down >= side) continue;
      const share = (1 - Math.abs(x - at)) * (1 - Math.abs(y - down));
      kernel[down * side + at] = kernel[down * side + at]! + Math.max(0, share);
    }
  }
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  // libvips convolves bytes with integer kernels only.
  const weights = kernel.map((weight) => Math.round((weight / total) * KERNEL_SCALE));
  const scale = weights.reduce((sum, weight) => sum + weight, 0);
  const moved = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .convolve({ width: side, height: side, kernel: weights, scale })
    .raw()
    .toBuffer();
  return new Uint8ClampedArray(moved);
}

const KERNEL_SCALE = 4096;
