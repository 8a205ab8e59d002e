import { createRequire } from 'node:module';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import zxing, { type DecodeHintType as Hint } from '@zxing/library';
import type { SymbolContent } from './labelled-symbols.js';

// A CommonJS module whose names Node cannot see from outside.
const {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  PDF417Reader,
  RGBLuminanceSource,
} = zxing;

const { version } = createRequire(import.meta.url)('@zxing/library/package.json') as { version: string };

export const ZXING_LIBRARY = `@zxing/library ${version}`;

/**
 * Reads a PDF417 with `@zxing/library`, told the symbology and to try harder: with local thresholds, and where
 * that finds nothing with one threshold for all. Null where it reads none.
 */
export function readWithZxingLibrary(picture: RgbImage): SymbolContent | null {
  const { width, height } = picture;
  const source = new RGBLuminanceSource(luminance(picture), width, height);
  const hints = new Map<Hint, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.PDF_417]],
    [DecodeHintType.TRY_HARDER, true],
  ]);
  for (const binarizer of [new HybridBinarizer(source), new GlobalHistogramBinarizer(source)]) {
    try {
      const result = new PDF417Reader().decode(new BinaryBitmap(binarizer), hints);
      return { text: result.getText(), bytes: null };
    } catch {
      // It says by an exception, of any of several kinds, that it found nothing or stumbled.
    }
  }
  return null;
}

/** Rec. 601 luma. */
function luminance({ data, width, height }: RgbImage): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(width * height);
  for (let i = 0, p = 0; p < grey.length; i += 3, p++)
    grey[p] = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
  return grey;
}
