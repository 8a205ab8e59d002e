import type { RgbImage } from './rgb-image.js';
import { sharp } from './sharp.js';

/** The bytes are no picture that can be judged: unknown format, truncated, corrupt or too large. */
export class UndecodableImageError extends Error {
  override readonly name = 'UndecodableImageError';
}

export interface DecodeOptions {
  /** Longest side of the result in pixels; larger pictures are reduced, smaller ones kept as they are. */
  readonly maxSide: number;
  /** Pictures with more pixels than this are refused before a pixel is decoded. */
  readonly maxPixels?: number;
}

/** 64 megapixels: above any phone's default capture size, and 192 MB once decoded. */
const DEFAULT_MAX_PIXELS = 64_000_000;

const MAGIC_BYTES: readonly (readonly [offset: number, bytes: readonly number[]])[] = [
  [0, [0xff, 0xd8, 0xff]], // JPEG
  [0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]], // PNG
  [8, [0x57, 0x45, 0x42, 0x50]], // WebP, after "RIFF" and the length
];

/**
 * Decodes a JPEG, PNG or WebP picture into upright 8-bit sRGB.
 *
 * EXIF orientation is applied, transparency lies on white, grey becomes RGB. Formats whose decoders
 * interpret documents (SVG, PDF) are refused by their first bytes and never reach libvips.
 *
 * @throws {UndecodableImageError} when the picture is of another format, truncated, corrupt or larger than
 * `maxPixels`. A partly decoded picture is never returned: its grey remainder would be measured as content.
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeOptions): Promise<RgbImage> {
  if (!MAGIC_BYTES.some(([offset, magic]) => magic.every((byte, i) => bytes[offset + i] === byte))) {
    throw new UndecodableImageError('not a JPEG, PNG or WebP picture');
  }
  const { maxSide, maxPixels = DEFAULT_MAX_PIXELS } = options;
  try {
    const { data, info } = await sharp(bytes, { failOn: 'truncated', limitInputPixels: maxPixels })
      .autoOrient()
      .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { data: threeChannels(data, info.channels), width: info.width, height: info.height };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UndecodableImageError(`the picture cannot be decoded: ${reason}`, { cause });
  }
}

function threeChannels(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const pixels = data.length / channels;
  const rgb = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) rgb.fill(data[i * channels] ?? 0, i * 3, i * 3 + 3);
  return rgb;
}
