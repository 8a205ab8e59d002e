import { EOI, jpegSegments } from './jpeg-segments.js';

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

const isApplication = (marker: number): boolean => marker >= APP0 && marker <= APP15;

/**
 * Removes metadata from a JPEG without touching its compressed image: Exif, XMP, IPTC, comments,
 * thumbnails, bytes between segments, and whatever follows the end of the image (phones append videos and depth maps there).
 * The tables and scans stay as they are, because they tell how the picture was compressed.
 *
 * Kept, because they decide how the picture looks: the JFIF header (without its thumbnail), the ICC
 * profile, Adobe's colour transform, and the orientation in a minimal Exif segment.
 *
 * @param orientation Exif orientation, 1…8
 * @throws {UnreadableImageError} when the segments are not those of a complete JPEG
 */
export function stripJpegMetadata(jpeg: Buffer, orientation: number): Buffer {
  const kept: Buffer[] = [];
  for (const { marker, start, end } of jpegSegments(jpeg)) {
    const segment = jpeg.subarray(start, end);
    const isMetadata = marker !== null && marker !== EOI && (isApplication(marker) || marker === COM);
    const stays = isMetadata ? keptApplication(segment, marker) : segment;
    if (stays !== null) kept.push(stays);
  }
  const [jfif, ...rest] = kept[0]?.[1] === APP0 ? kept : [Buffer.alloc(0), ...kept];
  return Buffer.concat([jpeg.subarray(0, 2), jfif!, orientationSegment(orientation), ...rest]);
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
