import { crc32 } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { stripJpegMetadata } from './jpeg-metadata.js';
import { stripPngMetadata } from './png-metadata.js';
import { UnreadableImageError } from './unreadable-image.js';

const noise = sharp({
  create: {
    width: 96,
    height: 64,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  },
});
const withProfile = noise.clone().withIccProfile('p3');
const JPEGS = await Promise.all([
  noise.clone().jpeg().toBuffer(),
  noise.clone().jpeg({ progressive: true }).toBuffer(),
  withProfile.clone().jpeg({ quality: 40 }).toBuffer(),
  noise.clone().toColourspace('cmyk').jpeg().toBuffer(),
]);
const PNGS = await Promise.all([
  noise.clone().png().toBuffer(),
  noise.clone().png({ palette: true }).toBuffer(),
  withProfile.clone().png({ progressive: true }).toBuffer(),
]);

const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
const SECRET = 'taken at 52.5163 N 13.3777 E by Erika';

/** Segments that may carry metadata: APP1 (Exif, XMP), APP2 (MPF), APP13 (IPTC), COM and others. */
const metadataSegment = fc
  .tuple(fc.constantFrom(0xe1, 0xe2, 0xe3, 0xe5, 0xec, 0xed, 0xef, 0xfe), fc.uint8Array({ maxLength: 300 }))
  .map(([marker, noisePayload]) => {
    const payload = Buffer.concat([Buffer.from(SECRET), noisePayload]);
    const header = Buffer.from([0xff, marker, 0, 0]);
    header.writeUInt16BE(payload.length + 2, 2);
    return Buffer.concat([header, payload]);
  });

const metadataChunk = fc
  .tuple(
    fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'prVt', 'acTL'),
    fc.uint8Array({ maxLength: 300 }),
  )
  .map(([type, noisePayload]) => {
    const body = Buffer.concat([Buffer.from(type), Buffer.from(SECRET), noisePayload]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(body.length - 4, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  });

/** Offset behind SOI and a leading APP0, where cameras put metadata. */
const afterHeader = (jpeg: Buffer): number => (jpeg[3] === 0xe0 ? 4 + jpeg.readUInt16BE(4) : 2);

test('whatever metadata a JPEG carries is gone, and its pixels are the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...JPEGS),
      fc.array(metadataSegment, { minLength: 1, maxLength: 5 }),
      fc.uint8Array({ maxLength: 50 }),
      async (jpeg, segments, trailer) => {
        const at = afterHeader(jpeg);
        const loaded = Buffer.concat([
          jpeg.subarray(0, at),
          ...segments,
          jpeg.subarray(at),
          Buffer.from(SECRET),
          trailer,
        ]);
        const stripped = stripJpegMetadata(loaded, 1);
        expect(stripped.includes(SECRET)).toBe(false);
        expect(stripped.equals(stripJpegMetadata(jpeg, 1))).toBe(true);
        expect((await pixels(stripped)).equals(await pixels(jpeg))).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test('whatever metadata a PNG carries is gone, and its pixels are the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PNGS),
      fc.array(metadataChunk, { minLength: 1, maxLength: 5 }),
      async (png, chunks) => {
        const afterIhdr = 33;
        const loaded = Buffer.concat([
          png.subarray(0, afterIhdr),
          ...chunks,
          png.subarray(afterIhdr),
          Buffer.from(SECRET),
        ]);
        const stripped = stripPngMetadata(loaded, 1);
        expect(stripped.includes(SECRET)).toBe(false);
        expect((await pixels(stripped)).equals(await pixels(png))).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test('stripping twice changes nothing more', () => {
  for (const jpeg of JPEGS) {
    const once = stripJpegMetadata(jpeg, 6);
    expect(stripJpegMetadata(once, 6)).toEqual(once);
  }
  for (const png of PNGS) {
    const once = stripPngMetadata(png, 6);
    expect(stripPngMetadata(once, 6)).toEqual(once);
  }
});

test('the orientation stays, the colour profile stays', async () => {
  for (let orientation = 1; orientation <= 8; orientation++) {
    for (const [strip, bytes] of [
      [stripJpegMetadata, JPEGS[2]!] as const,
      [stripPngMetadata, PNGS[2]!] as const,
    ]) {
      const { orientation: kept, icc } = await sharp(strip(bytes, orientation)).metadata();
      expect(kept ?? 1).toBe(orientation);
      expect(icc?.length).toBeGreaterThan(100);
    }
  }
});

test('the quantization tables and scans stay byte for byte', () => {
  for (const jpeg of JPEGS) {
    const tables = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xdb])));
    expect(stripJpegMetadata(jpeg, 1).includes(tables)).toBe(true);
  }
});

test('a JFIF thumbnail is metadata too', () => {
  const jpeg = JPEGS[0]!;
  const jfif = (thumbnail: Buffer): Buffer => {
    const side = Math.sqrt(thumbnail.length / 3);
    const header = Buffer.from([
      0xff,
      0xe0,
      0,
      16 + thumbnail.length,
      ...Buffer.from('JFIF\0'),
      1,
      2,
      1,
      0,
      72,
      0,
      72,
      side,
      side,
    ]);
    return Buffer.concat([jpeg.subarray(0, 2), header, thumbnail, jpeg.subarray(afterHeader(jpeg))]);
  };
  const thumbnail = Buffer.alloc(2 * 2 * 3, 0x5a);
  const stripped = stripJpegMetadata(jfif(thumbnail), 1);
  expect(stripped.includes(thumbnail)).toBe(false);
  expect(stripped).toEqual(jfif(Buffer.alloc(0)));
});

test('damaged bytes are refused or cleaned, and nothing else happens', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...JPEGS, ...PNGS),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      (whole, changes, length) => {
        const bytes = Buffer.from(whole.subarray(0, 1 + (length % whole.length)));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        for (const strip of [stripJpegMetadata, stripPngMetadata]) {
          try {
            expect(strip(bytes, 1).length).toBeLessThanOrEqual(bytes.length + 100);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableImageError);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});
