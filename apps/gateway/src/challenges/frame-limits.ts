import { parameterInvalid } from '@idem/contracts';

/**
 * What one picture of a challenge may be at most: up to 24 of them are decoded for one check. A camera's picture of
 * 1280 × 960 at quality 92 has some 400 kB.
 */
const MAX_BYTES = 2_000_000;
const MAX_PIXELS = 4_200_000;

/** @throws {ApiError} 400 */
export function assertFrameFits(
  file: {
    readonly id: string;
    readonly size: number;
    readonly width: number | null;
    readonly height: number | null;
  },
  param: string,
): void {
  const pixels = (file.width ?? 0) * (file.height ?? 0);
  if (file.size <= MAX_BYTES && pixels <= MAX_PIXELS) return;
  throw parameterInvalid(
    param,
    'parameter_invalid_file_size',
    `The file '${file.id}' is too large for a selfie challenge. Each picture can have at most ${MAX_BYTES} bytes and ${MAX_PIXELS} pixels: reduce its size and upload it again.`,
  );
}
