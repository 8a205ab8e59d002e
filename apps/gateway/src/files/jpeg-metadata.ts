import { UnreadableImageError } from './unreadable-image.js';

/** Marker codes, ITU-T T.81 table B.1. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const TEM = 0x01;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;
const isApplication = (marker: number): boolean => marker >= APP0 && marker <= APP15;

/**
 * Removes metadata from a JPEG without touching its compressed image: Exif, XMP, IPTC, comments,
 * thumbnails, and whatever follows the end of the image (phones append videos and depth maps there).
 * The tables and scans stay as they are, because they tell how the picture was compressed.
 *
 * Kept, because they decide how the picture looks: the JFIF header (without its thumbnail), the ICC
 * profile, Adobe's colour transform, and the orientation in a minimal Exif segment.
 *
 * @param orientation Exif orientation, 1…8
 * @throws {UnreadableImageError} when the segments are not those of a complete JPEG
 */
export function stripJpegMetadata(jpeg: Buffer, orientation: number): Buffer {
  if (jpeg[0] !== 0xff || jpeg[1] !== SOI) throw new UnreadableImageError('no JPEG header');
  const kept: Buffer[] = [];
  let offset = 2;
  for (;;) {
    const { marker, at } = nextMarker(jpeg, offset);
    if (marker === EOI) {
      kept.push(jpeg.subarray(at, at + 2));
      const [jfif, ...rest] = kept[0]?.[1] === APP0 ? kept : [Buffer.alloc(0), ...kept];
      return Buffer.concat([jpeg.subarray(0, 2), jfif!, orientationSegment(orientation), ...rest]);
    }
    const end = at + 2 + segmentLength(jpeg, at + 2);
    if (end > jpeg.length) throw new UnreadableImageError('a JPEG segment is cut off');
    const segment = jpeg.subarray(at, end);
    const stays = isApplication(marker) || marker === COM ? keptApplication(segment, marker) : segment;
    if (stays !== null) kept.push(stays);
    offset = end;
    if (marker === SOS) {
      offset = endOfScan(jpeg, end);
      kept.push(jpeg.subarray(end, offset));
    }
  }
}

/** The next marker; any number of 0xFF bytes may stand before its code (T.81 B.1.1.2). */
function nextMarker(jpeg: Buffer, offset: number): { marker: number; at: number } {
  let at = offset;
  if (jpeg[at] !== 0xff) throw new UnreadableImageError('a JPEG segment does not begin with a marker');
  while (jpeg[at + 1] === 0xff) at++;
  const marker = jpeg[at + 1];
  if (marker === undefined) throw new UnreadableImageError('the JPEG ends early');
  if (marker === 0 || marker === SOI || marker === TEM || isRestart(marker)) {
    throw new UnreadableImageError('a JPEG marker stands where it cannot');
  }
  return { marker, at };
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

function keptApplication(segment: Buffer, marker: number): Buffer | null {
  const payload = segment.subarray(4);
  if (marker === APP0 && startsWith(payload, 'JFIF\0') && segment.length >= 18)
    return withoutThumbnail(segment);
  if (marker === APP2 && startsWith(payload, 'ICC_PROFILE\0')) return segment;
  if (marker === APP14 && startsWith(payload, 'Adobe')) return segment;
  return null;
}

const startsWith = (payload: Buffer, tag: string): boolean =>
  payload.subarray(0, tag.length).equals(Buffer.from(tag, 'latin1'));

/** JFIF 1.02: marker, length, `JFIF\0`, version, units, densities, then thumbnail width, height and pixels. */
function withoutThumbnail(segment: Buffer): Buffer {
  const header = Buffer.from(segment.subarray(0, 18));
  header.writeUInt16BE(16, 2);
  header[16] = 0;
  header[17] = 0;
  return header;
}

/** An Exif segment that holds the orientation (tag 0x0112) and nothing else; empty for the upright one. */
function orientationSegment(orientation: number): Buffer {
  if (orientation <= 1 || orientation > 8) return Buffer.alloc(0);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientationTiff(orientation)]);
  const header = Buffer.from([0xff, APP1, 0, 0]);
  header.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([header, exif]);
}

/** A big-endian TIFF directory of one entry: orientation. Exif 2.32 §4.6.4. */
export function orientationTiff(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
