import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import type { Quad, RgbImage } from '../../image/rgb-image.js';
import { BARCODE_FORMATS, type BarcodeFormat } from './barcode.js';

export interface DecodedSymbol {
  readonly format: BarcodeFormat;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** In pixels of the picture that was decoded. */
  readonly quad: Quad;
}

/** More symbols than any document carries; a page full of codes must not keep the decoder busy. */
const MAX_SYMBOLS = 8;

let prepared: Promise<unknown> | undefined;

/**
 * Decodes the symbols of a picture in any quarter turn; tilts of some 3° and slight perspective are all it
 * forgives. Only symbols whose error correction succeeded are returned.
 */
export async function decodeSymbols(
  image: RgbImage,
  formats: readonly BarcodeFormat[],
): Promise<DecodedSymbol[]> {
  // To the decoder an empty list means all it knows.
  if (formats.length === 0) return [];
  prepared ??= prepare();
  await prepared;
  const results = await readBarcodes(withAlpha(image), {
    formats: [...formats],
    tryHarder: true,
    tryRotate: true,
    tryInvert: false,
    tryDownscale: true,
    maxNumberOfSymbols: MAX_SYMBOLS,
    textMode: 'Plain',
  });
  return results.flatMap((result) => {
    const format = BARCODE_FORMATS.find((known) => known === result.format);
    if (!format || !result.isValid) return [];
    return [{ format, text: textOf(result), bytes: result.bytes.slice(), quad: quadOf(result) }];
  });
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const LATIN_1 = new TextDecoder('windows-1252');

/**
 * Without a mark of its character set a PDF417 is Latin-1 (ISO/IEC 15438 §5.4.1.3), or the UTF-8 that some issuers write:
 * bytes above 127 are hardly ever that by chance. The decoder would guess among the character sets of all the world.
 */
function textOf({ format, hasECI, bytes, text }: ReadResult): string {
  if (format !== 'PDF417' || hasECI) return text;
  try {
    return UTF_8.decode(bytes);
  } catch {
    return LATIN_1.decode(bytes);
  }
}

/** The WebAssembly file is the installed package's own; left to itself the package fetches it from a CDN. */
async function prepare(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasm = await readFile(path);
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

function quadOf({ position }: ReadResult): Quad {
  const { topLeft, topRight, bottomRight, bottomLeft } = position;
  return [
    [topLeft.x, topLeft.y],
    [topRight.x, topRight.y],
    [bottomRight.x, bottomRight.y],
    [bottomLeft.x, bottomLeft.y],
  ];
}

function withAlpha({ data, width, height }: RgbImage) {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, o = 0; i < data.length; i += 3, o += 4) {
    rgba[o] = data[i]!;
    rgba[o + 1] = data[i + 1]!;
    rgba[o + 2] = data[i + 2]!;
    rgba[o + 3] = 255;
  }
  return { data: rgba, width, height };
}
