import { crc32 } from 'node:zlib';
import { orientationTiff } from './jpeg-metadata.js';
import { UnreadableImageError } from './unreadable-image.js';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Chunks that decide how the picture looks; all others (text, time, Exif, animation, private) are dropped. */
const KEPT = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND'],
  ...['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'pHYs', 'bKGD'],
]);

/**
 * Removes metadata from a PNG without touching its compressed image, and everything after its end.
 *
 * @param orientation Exif orientation, 1…8; kept in a minimal `eXIf` chunk
 * @throws {UnreadableImageError} when the chunks are not those of a complete PNG
 */
export function stripPngMetadata(png: Buffer, orientation: number): Buffer {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new UnreadableImageError('no PNG signature');
  const kept: Buffer[] = [SIGNATURE];
  let offset = 8;
  for (;;) {
    if (offset + 12 > png.length) throw new UnreadableImageError('the PNG ends early');
    const end = offset + 12 + png.readUInt32BE(offset);
    if (end > png.length) throw new UnreadableImageError('a PNG chunk is cut off');
    const type = png.toString('latin1', offset + 4, offset + 8);
    if ((kept.length === 1) !== (type === 'IHDR'))
      throw new UnreadableImageError('the PNG header is misplaced');
    if (KEPT.has(type)) kept.push(png.subarray(offset, end));
    else if (isCritical(type)) throw new UnreadableImageError('the PNG has an unknown critical chunk');
    if (type === 'IHDR' && orientation > 1 && orientation <= 8)
      kept.push(chunk('eXIf', orientationTiff(orientation)));
    if (type === 'IEND') return Buffer.concat(kept);
    offset = end;
  }
}

/** Bit 5 of the first letter: upper case for chunks without which the image cannot be shown (PNG §5.4). */
const isCritical = (type: string): boolean => (type.charCodeAt(0) & 0x20) === 0;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
