import { type DecodeOptions, decodeImage, UndecodableImageError } from './decode.js';
import { rasterisePdf, UnreadablePdfError } from './pdf/rasterise-pdf.js';
import type { RgbImage } from './rgb-image.js';

/** `%PDF-`, as ISO 32000-1 §7.5.2 wants it: at the very beginning. */
const PDF_MAGIC = [0x25, 0x50, 0x44, 0x46, 0x2d] as const;

/** Whether bytes claim to be a PDF. */
export const isPdf = (bytes: Uint8Array): boolean => PDF_MAGIC.every((byte, i) => bytes[i] === byte);

/**
 * Decodes what a person sent: a picture is one page, a PDF has up to `MAX_PDF_PAGES`, in its order.
 *
 * A PDF's pages are drawn no finer than 300 dpi, whatever `maxSide` allows.
 *
 * @throws {UndecodableImageError} when there is no picture to be had; its cause may be an `UnreadablePdfError`.
 */
export async function decodePages(bytes: Uint8Array, options: DecodeOptions): Promise<readonly RgbImage[]> {
  if (!isPdf(bytes)) return [await decodeImage(bytes, options)];
  try {
    return await rasterisePdf(bytes, { maxSide: options.maxSide });
  } catch (cause) {
    if (cause instanceof UnreadablePdfError) throw new UndecodableImageError(cause.message, { cause });
    throw cause;
  }
}
