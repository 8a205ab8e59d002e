import { crc32, deflateSync } from 'node:zlib';
import { UNKNOWN_ORIGIN } from '@idem/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { admitFile } from './admit-file.js';
import { jpegSegments } from './jpeg-segments.js';

const LIMITS = { purpose: 'selfie', maxPixels: 64_000_000 };
const admit = (bytes: Buffer) => admitFile(bytes, LIMITS);

const drawing = sharp({
  create: {
    width: 160,
    height: 100,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  },
});
const jpeg = await drawing.clone().jpeg().toBuffer();
const progressive = await drawing.clone().jpeg({ progressive: true }).toBuffer();
const png = await drawing.clone().png().toBuffer();

const segmentsOf = (bytes: Buffer) =>
  [...jpegSegments(bytes)].filter(({ marker }) => marker !== null).map(({ start }) => start);
const insert = (bytes: Buffer, at: number, extra: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), extra, bytes.subarray(at)]);
const segment = (marker: number, payload: Buffer) => {
  const header = Buffer.from([0xff, marker, 0, 0]);
  header.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([header, payload]);
};
const pixels = (bytes: Buffer) => sharp(bytes, { failOn: 'truncated' }).raw().toBuffer();

describe('bytes between the segments of a JPEG', () => {
  // Within a scan there is no between: what stands behind its data belongs to it.
  const baseline = segmentsOf(jpeg).slice(0, -1);
  test.each([
    ['18 zeros', Buffer.alloc(18)],
    ['bytes before the scan', Buffer.from('5c1f00aa', 'hex')],
    ['a stuffed zero and a restart', Buffer.from('00ff00ffd300', 'hex')],
    ['fill bytes', Buffer.from('00ffffff', 'hex')],
    ['much', Buffer.alloc(40_000, 0x20)],
  ])('%s are dropped, wherever they stand', async (_name, stray) => {
    const clean = (await admit(jpeg)).bytes;
    for (const at of baseline) {
      const admitted = await admit(insert(jpeg, at, stray));
      expect(admitted).toMatchObject({ format: 'jpg', width: 160, height: 100 });
      expect(admitted.bytes.equals(clean)).toBe(true);
    }
  });

  test('whatever they are, they hide nothing and change nothing', async () => {
    const exif = segment(0xe1, Buffer.from('Exif\0\0 taken by Erika', 'latin1'));
    const loaded = insert(jpeg, 2, exif);
    const clean = (await admit(jpeg)).bytes;
    const stray = fc.uint8Array({ max: 0xfe, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(stray, stray, async (before, behind) => {
        const spoiled = insert(insert(loaded, 2 + exif.length, Buffer.from(behind)), 2, Buffer.from(before));
        expect((await admit(spoiled)).bytes.equals(clean)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('do not keep a manifest from being read', async () => {
    const box = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('jumb')]);
    const head = Buffer.concat([Buffer.from('JP'), Buffer.from([0, 1, 0, 0, 0, 1]), box, Buffer.alloc(12)]);
    const { jumbfOf } = await import('./origin/jumbf-of.js');
    const bare = insert(jpeg, 2, segment(0xeb, head));
    expect(jumbfOf(bare, 'jpg')).not.toBeNull();
    expect(jumbfOf(insert(bare, 2, Buffer.alloc(5)), 'jpg')).toEqual(jumbfOf(bare, 'jpg'));
  });
});

test.each([
  ['an end of spectrum of 0', [63, 0, 0], [0, 0, 0]],
  ['successive approximation', [0, 63, 0], [1, 0, 0x11]],
])('impossible parameters of a baseline scan are passed over: %s', async (_name, _usual, parameters) => {
  const scan = [...jpegSegments(jpeg)].find(({ marker }) => marker === 0xda)!;
  const bent = Buffer.from(jpeg);
  bent.set(parameters, scan.end - 3);
  const { bytes } = await admit(bent);
  expect((await pixels(bytes)).equals(await pixels(jpeg))).toBe(true);
});

test.each([
  ['a second picture, as Ultra HDR and MPF have it', Buffer.concat([jpeg, progressive])],
  [
    'a film, as motion photos have it',
    Buffer.concat([jpeg, Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), Buffer.alloc(2048, 7)]),
  ],
  ['zeros', Buffer.concat([jpeg, Buffer.alloc(4096)])],
  [
    'a second picture that is announced',
    Buffer.concat([
      insert(jpeg, 2, segment(0xe2, Buffer.from('MPF\0MM\0*\0\0\0\x08\0\0', 'latin1'))),
      progressive,
    ]),
  ],
])('behind the end there is %s: it is dropped, and tells of no editing', async (_name, bytes) => {
  const admitted = await admit(bytes);
  expect(admitted.bytes.equals((await admit(jpeg)).bytes)).toBe(true);
  expect(admitted.origin).toEqual(UNKNOWN_ORIGIN);
});

describe('an orientation is found', () => {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const tiff = (orientation: number, isBig = true) => {
    const bytes = Buffer.from(
      isBig
        ? '4d4d002a0000000800010112000300000001000000000000'
        : '49492a0008000000010012010300010000000000000000000000',
      'hex',
    );
    if (isBig) bytes.writeUInt16BE(orientation, 18);
    else bytes.writeUInt16LE(orientation, 18);
    return bytes;
  };
  const profile = (name: string, bytes: Buffer) =>
    Buffer.from(
      `\n${name}\n${String(bytes.length).padStart(8)}\n${bytes.toString('hex').replaceAll(/.{72}/g, '$&\n')}\n`,
    );
  const exif = (orientation: number, isBig?: boolean) =>
    Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(orientation, isBig)]);
  const xmp = (description: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF></x:xmpmeta>`;
  const attribute = (value: number) =>
    xmp(`<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="${value}"/>`);
  const element = (value: number) =>
    xmp(`<rdf:Description><tiff:Orientation> ${value} </tiff:Orientation></rdf:Description>`);
  const ofPng = (type: string, data: Buffer) => insert(png, 33, chunk(type, data));
  const zText = (keyword: string, data: Buffer) =>
    ofPng('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), deflateSync(data)]));
  const text = (keyword: string, data: Buffer) =>
    ofPng('tEXt', Buffer.concat([Buffer.from(`${keyword}\0`, 'latin1'), data]));
  const xmpOfPng = (packet: string) =>
    ofPng('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${packet}`, 'latin1'));
  const xmpOfJpeg = (packet: string) =>
    insert(jpeg, 2, segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`, 'latin1')));

  test.each([
    ['in an eXIf chunk', ofPng('eXIf', tiff(6)), 6],
    ['in a raw profile', zText('Raw profile type exif', profile('exif', exif(6))), 6],
    ['in a raw profile of little ends', zText('Raw profile type exif', profile('exif', exif(8, false))), 8],
    ['in a raw profile without a header', zText('Raw profile type exif', profile('exif', tiff(3))), 3],
    ['in a raw profile that is not compressed', text('Raw profile type exif', profile('exif', exif(5))), 5],
    ['in a raw profile of APP1', zText('Raw profile type APP1', profile('generic', exif(6))), 6],
    ['in a raw profile of XMP', zText('Raw profile type xmp', profile('xmp', Buffer.from(attribute(8)))), 8],
    ['in XMP', xmpOfPng(attribute(6)), 6],
    ['in XMP as an element', xmpOfPng(element(7)), 7],
    ['in XMP of a JPEG', xmpOfJpeg(attribute(6)), 6],
    ['in XMP of a JPEG as an element', xmpOfJpeg(element(3)), 3],
    ['in XMP, out of range', xmpOfPng(attribute(9)), undefined],
    ['in a raw profile, out of range', zText('Raw profile type exif', profile('exif', exif(60))), undefined],
    [
      'in a raw profile that is cut off',
      zText('Raw profile type exif', profile('exif', exif(6).subarray(0, 20))),
      undefined,
    ],
    ['in a raw profile that is none', text('Raw profile type exif', Buffer.from('none')), undefined],
    ['nowhere', png, undefined],
  ])('%s', async (_name, bytes, orientation) => {
    const admitted = await admit(bytes);
    expect(admitted).toMatchObject({ width: 160, height: 100 });
    expect((await sharp(admitted.bytes).metadata()).orientation).toBe(orientation);
    expect(admitted.bytes.includes('xmpmeta')).toBe(false);
  });

  test('in Exif before anywhere else', async () => {
    const stored = await drawing.clone().withMetadata({ orientation: 8 }).jpeg().toBuffer();
    const both = insert(
      stored,
      2,
      segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${attribute(6)}`, 'latin1')),
    );
    expect((await sharp((await admit(both)).bytes).metadata()).orientation).toBe(8);
  });

  test('and a program that names itself in a raw profile', async () => {
    const software = Buffer.from('MM\0*\0\0\0\x08\0\0 Adobe Photoshop 25.0', 'latin1');
    const { origin } = await admit(zText('Raw profile type exif', profile('exif', software)));
    expect(origin?.editors.length).toBeGreaterThan(0);
  });
});

test.each([
  ['CMYK', () => drawing.clone().toColourspace('cmyk').jpeg().toBuffer()],
  ['16 bits', () => drawing.clone().toColourspace('rgb16').png().toBuffer()],
  ['Display P3', () => drawing.clone().withIccProfile('p3').jpeg().toBuffer()],
  ['progressive', async () => progressive],
  ['grey', () => drawing.clone().greyscale().jpeg().toBuffer()],
])('a picture in %s is admitted, and looks the same', async (_name, make) => {
  const bytes = await make();
  const admitted = await admit(bytes);
  expect(admitted).toMatchObject({ width: 160, height: 100 });
  expect((await pixels(admitted.bytes)).equals(await pixels(bytes))).toBe(true);
});
