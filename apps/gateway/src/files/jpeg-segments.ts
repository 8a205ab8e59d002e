import { UnreadableImageError } from './unreadable-image.js';

/** Marker codes, ITU-T T.81 table B.1. */
export const SOI = 0xd8;
export const EOI = 0xd9;
export const SOS = 0xda;
const TEM = 0x01;
/** Frame headers: 0xC0…0xCF but for the tables (DHT, DAC) and the reserved code among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/** A segment with its marker, or the entropy-coded data of a scan, which has none; offsets into the file. */
export interface JpegSegment {
  readonly marker: number | null;
  readonly start: number;
  readonly end: number;
}

/**
 * The segments of a JPEG after SOI, up to and with EOI. Bytes that belong to none are passed over, as decoders and
 * browsers do: cameras of Google Pixel phones and others leave some between segments.
 *
 * @throws {UnreadableImageError} when the segments are not those of a complete JPEG, once it is met
 */
export function* jpegSegments(jpeg: Buffer): Generator<JpegSegment> {
  if (jpeg[0] !== 0xff || jpeg[1] !== SOI) throw new UnreadableImageError('no JPEG header');
  let offset = 2;
  for (;;) {
    const { marker, at } = nextMarker(jpeg, offset);
    if (marker === EOI) {
      yield { marker, start: at, end: at + 2 };
      return;
    }
    const end = at + 2 + segmentLength(jpeg, at + 2);
    if (end > jpeg.length) throw new UnreadableImageError('a JPEG segment is cut off');
    yield { marker, start: at, end };
    offset = end;
    if (marker === SOS) {
      offset = endOfScan(jpeg, end);
      yield { marker: null, start: end, end: offset };
    }
  }
}

/**
 * Width and height in pixels, as the frame header says (T.81 B.2.2).
 *
 * @throws {UnreadableImageError}
 */
export function jpegSize(jpeg: Buffer): { readonly width: number; readonly height: number } {
  for (const { marker, start, end } of jpegSegments(jpeg)) {
    if (marker === null || !isFrame(marker)) continue;
    if (end - start < 9) throw new UnreadableImageError('the frame header of the JPEG is cut off');
    return { height: jpeg.readUInt16BE(start + 5), width: jpeg.readUInt16BE(start + 7) };
  }
  throw new UnreadableImageError('the JPEG has no frame header');
}

/** The next marker; any number of 0xFF bytes may stand before its code (T.81 B.1.1.2), and stray bytes before those. */
function nextMarker(jpeg: Buffer, offset: number): { marker: number; at: number } {
  let at = offset;
  for (;;) {
    at = jpeg.indexOf(0xff, at);
    if (at === -1) throw new UnreadableImageError('the JPEG ends early');
    while (jpeg[at + 1] === 0xff) at++;
    const marker = jpeg[at + 1];
    if (marker === undefined) throw new UnreadableImageError('the JPEG ends early');
    if (marker === SOI) throw new UnreadableImageError('a JPEG marker stands where it cannot');
    if (marker !== 0 && marker !== TEM && !isRestart(marker)) return { marker, at };
    at += 2;
  }
}

function segmentLength(jpeg: Buffer, at: number): number {
  if (at + 2 > jpeg.length) throw new UnreadableImageError('the JPEG ends early');
  const length = jpeg.readUInt16BE(at);
  if (length < 2) throw new UnreadableImageError('a JPEG segment is shorter than its header');
  return length;
}

/** Where entropy-coded data ends: at the first marker that is neither a stuffed zero nor a restart. */
function endOfScan(jpeg: Buffer, from: number): number {
  let at = from;
  for (;;) {
    at = jpeg.indexOf(0xff, at);
    const code = at === -1 ? undefined : jpeg[at + 1];
    if (code === undefined) throw new UnreadableImageError('the JPEG ends early');
    if (code === 0xff) at += 1;
    else if (code === 0 || isRestart(code)) at += 2;
    else return at;
  }
}
