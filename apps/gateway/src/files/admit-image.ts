import { type ApiError, type PictureOrigin, parameterInvalid } from '@idem/contracts';
import { imageSize } from 'image-size';
import sharp from 'sharp';
import { stripJpegMetadata } from './jpeg-metadata.js';
import { jpegSize } from './jpeg-segments.js';
import { readOrigin } from './origin/read-origin.js';
import { stripPngMetadata } from './png-metadata.js';
import { statedOrientation } from './stated-orientation.js';
import { UnreadableImageError } from './unreadable-image.js';

/** Longest side, in pixels; the largest sensor of a current phone is about as wide. */
const MAX_SIDE = 12_000;
/** Shortest side: below it no document could be read and no face be found. */
const MIN_SIDE = 50;
/** Longest side of the decoded probe. Every coded byte is read whatever its size; only pixels are saved. */
const PROBE_SIDE = 256;

export type ImageFormat = 'jpg' | 'png';

export interface AdmittedImage {
  readonly format: ImageFormat;
  /** Pixels as encoded, before the orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** The picture without metadata, compressed as it came. */
  readonly bytes: Buffer;
  /** What the metadata told before it was removed. */
  readonly origin: PictureOrigin;
}

/**
 * Decides whether a JPEG or PNG file is a picture we work with, and removes its metadata.
 *
 * The order matters: dimensions from the header, and only then a decoder, so that a
 * few bytes cannot unfold into gigabytes of pixels. The whole picture is decoded once, off the event loop.
 *
 * @param format by its magic bytes
 * @param limits `maxPixels` is width × height
 * @throws {ApiError} 400 with `param: 'file'`
 */
export async function admitImage(
  bytes: Buffer,
  format: ImageFormat,
  limits: { readonly maxPixels: number },
): Promise<AdmittedImage> {
  const { width, height } = headerSize(bytes, format);
  if (Math.min(width, height) < MIN_SIDE) {
    throw refused(
      'parameter_invalid_image_dimensions',
      `The picture is too small (${width} × ${height} pixels). Each side must be at least ${MIN_SIDE} pixels: upload the original picture, or take a new one.`,
    );
  }
  if (Math.max(width, height) > MAX_SIDE || width * height > limits.maxPixels) {
    throw refused(
      'parameter_invalid_image_dimensions',
      `The picture is too large (${width} × ${height} pixels). Each side can be at most ${MAX_SIDE} pixels, and the picture at most ${limits.maxPixels} pixels in total: reduce its size and upload it again.`,
    );
  }
  try {
    const { orientation, origin } = await probe(bytes, { width, height, format });
    const strip = format === 'jpg' ? stripJpegMetadata : stripPngMetadata;
    return { format, width, height, bytes: strip(bytes, orientation), origin };
  } catch (error) {
    // libvips and the segment filter tell what they stumbled over; all of it means the file is damaged.
    if (error instanceof Error) throw damaged();
    throw error;
  }
}

function headerSize(bytes: Buffer, format: ImageFormat): { width: number; height: number } {
  try {
    return format === 'jpg' ? jpegSize(bytes) : imageSize(bytes);
  } catch {
    throw damaged();
  }
}

/** Decodes the whole picture at a small size. Returns how it wants to be turned, and what it tells of its making. */
async function probe(
  bytes: Buffer,
  header: { readonly width: number; readonly height: number; readonly format: ImageFormat },
): Promise<{ orientation: number; origin: PictureOrigin }> {
  const image = sharp(bytes, {
    failOn: 'truncated',
    limitInputPixels: header.width * header.height,
    sequentialRead: true,
  });
  const metadata = await image.metadata();
  const { format, width, height } = metadata;
  if (
    format !== (header.format === 'jpg' ? 'jpeg' : 'png') ||
    width !== header.width ||
    height !== header.height
  ) {
    throw new UnreadableImageError('two readers of the header disagree');
  }
  await image.resize(PROBE_SIDE, PROBE_SIDE, { fit: 'inside' }).raw().toBuffer();
  return { orientation: statedOrientation(metadata), origin: readOrigin(bytes, header.format, metadata) };
}

const refused = (code: string, message: string): ApiError => parameterInvalid('file', code, message);

const damaged = (): ApiError =>
  refused(
    'parameter_invalid_file',
    'The picture cannot be read because the file is damaged or incomplete. Upload it again, or take a new picture.',
  );
