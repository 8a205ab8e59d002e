import open, { type Decoder, type OpenJpeg } from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { UndecodableImageError } from './decode.js';
import type { RgbImage } from './rgb-image.js';

/** Four megapixels: portraits on chips have a third of one at most (ISO/IEC 19794-5, 7.4). */
const MAX_PIXELS = 4_000_000;

const SIGNATURES: readonly (readonly number[])[] = [
  [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a, 0x87, 0x0a], // JP2
  [0xff, 0x4f, 0xff, 0x51], // bare codestream
];

let opened: Promise<OpenJpeg> | undefined;

/** OpenJPEG tells of errors by printing them, and then hands out what it has. */
const complaints: string[] = [];
const listen = (line: string): void => {
  if (line.startsWith('[ERROR]')) complaints.push(line);
};

/**
 * Decodes a JPEG 2000 picture, JP2 or bare codestream, of 8 bits per sample in grey or sRGB. libvips as it
 * comes with sharp cannot; the portraits of most passports are in this format.
 *
 * @throws {UndecodableImageError} when the picture is of another format, truncated, corrupt or larger than four
 * megapixels.
 */
export async function decodeJpeg2000(bytes: Uint8Array): Promise<RgbImage> {
  if (!SIGNATURES.some((signature) => signature.every((byte, i) => bytes[i] === byte))) {
    throw new UndecodableImageError('not a JPEG 2000 picture');
  }
  opened ??= open({ print: listen, printErr: listen });
  const { J2KDecoder } = await opened;
  // A decoder keeps the picture before when it fails on the next, so that each decodes one.
  const decoder = new J2KDecoder();
  try {
    return decodeWith(decoder, bytes);
  } catch (cause) {
    if (cause instanceof UndecodableImageError) throw cause;
    // After a fault inside WebAssembly its memory is not to be relied on.
    opened = undefined;
    throw new UndecodableImageError('the JPEG 2000 picture cannot be decoded', { cause });
  } finally {
    decoder.delete();
  }
}

function decodeWith(decoder: Decoder, bytes: Uint8Array): RgbImage {
  requireBearableSize(bytes);
  complaints.length = 0;
  decoder.getEncodedBuffer(bytes.length).set(bytes);
  decoder.decode();
  const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo();
  const samples = decoder.getDecodedBuffer();
  const pixels = width * height;
  if (complaints.length > 0 || pixels === 0 || samples.length < pixels) {
    throw new UndecodableImageError('the JPEG 2000 picture is truncated or corrupt');
  }
  if (bitsPerSample !== 8 || isSigned || ![1, 3, 4].includes(componentCount)) {
    throw new UndecodableImageError('JPEG 2000 with other than 8-bit grey or colour samples');
  }
  return { data: toRgb(samples, componentCount), width, height };
}

/**
 * Refuses a size that would be too much memory before any is taken: the SIZ marker segment opens the codestream
 * (ISO/IEC 15444-1, A.5.1), and states the size of the reference grid and the picture's offset in it.
 */
function requireBearableSize(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = codestreamStart(view);
  if (start + 24 > bytes.length || view.getUint32(start) !== START_AND_SIZE) {
    throw new UndecodableImageError('the JPEG 2000 header cannot be read');
  }
  const width = view.getUint32(start + 8) - view.getUint32(start + 16);
  const height = view.getUint32(start + 12) - view.getUint32(start + 20);
  if (!(width > 0 && height > 0 && width * height <= MAX_PIXELS)) {
    throw new UndecodableImageError(`${width} × ${height} is no picture of at most ${MAX_PIXELS} pixels`);
  }
}

const START_AND_SIZE = 0xff4fff51;
const CODESTREAM_BOX = 0x6a703263; // jp2c

/** After the boxes of a JP2 file (ISO/IEC 15444-1, I.4), or at once. */
function codestreamStart(view: DataView): number {
  if (view.getUint32(0) === START_AND_SIZE) return 0;
  let at = 0;
  while (at + 8 <= view.byteLength) {
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) === CODESTREAM_BOX) return at + 8;
    if (length < 8) break;
    at += length;
  }
  throw new UndecodableImageError('a JP2 file without a codestream');
}

function toRgb(samples: Uint8Array, components: number): Uint8Array {
  if (components === 3) return Uint8Array.from(samples);
  const rgb = new Uint8Array((samples.length / components) * 3);
  for (let pixel = 0; pixel * 3 < rgb.length; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgb[pixel * 3 + channel] = samples[pixel * components + (components === 1 ? 0 : channel)]!;
    }
  }
  return rgb;
}
