import { crc32 } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { encode } from 'cborg';
import fc from 'fast-check';
import sharp from 'sharp';
import { admitImage } from '../admit-image.js';
import { readC2pa } from './c2pa-manifest.js';
import { jumbfOf } from './jumbf-of.js';

const picture = sharp({ create: { width: 80, height: 60, channels: 3, background: '#a64' } });
const originOf = async (bytes: Buffer, format: 'jpg' | 'png') =>
  (await admitImage(bytes, format, { maxPixels: 1e6 })).origin;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The picture as PNG with one more chunk after its header. */
async function pngWith(type: string, data: Buffer): Promise<Buffer> {
  const png = await picture.clone().png().toBuffer();
  return Buffer.concat([png.subarray(0, 33), chunk(type, data), png.subarray(33)]);
}

const XMP = (inner: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ${inner}/></rdf:RDF></x:xmpmeta>`;

const box = (type: string, content: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(content.length + 8, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, content]);
};
const superbox = (label: string, ...inner: Buffer[]): Buffer =>
  box(
    'jumb',
    Buffer.concat([
      box('jumd', Buffer.concat([Buffer.alloc(16, 1), Buffer.from([3]), Buffer.from(`${label}\0`)])),
      ...inner,
    ]),
  );
const cbor = (value: unknown): Buffer => box('cbor', Buffer.from(encode(value)));

const manifest = (digitalSourceType: string) =>
  superbox(
    'c2pa',
    superbox(
      'urn:uuid:1',
      superbox(
        'c2pa.assertions',
        superbox('c2pa.actions.v2', cbor({ actions: [{ action: 'c2pa.created', digitalSourceType }] })),
      ),
      superbox('c2pa.claim.v2', cbor({ claim_generator_info: { name: 'Example Camera 3' } })),
      superbox('c2pa.signature', cbor([new Uint8Array(4)])),
    ),
  );
const GENERATED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** APP11 segments, the box cut into packets of so many bytes. */
async function jpegWith(jumbf: Buffer, packet: number): Promise<Buffer> {
  const segments: Buffer[] = [];
  for (let at = 0, sequence = 1; at < jumbf.length; sequence++) {
    const part = jumbf.subarray(at, at + packet);
    at += part.length;
    const repeated = sequence === 1 ? Buffer.alloc(0) : jumbf.subarray(0, 8);
    const head = Buffer.alloc(12);
    head.writeUInt16BE(0xffeb, 0);
    head.writeUInt16BE(10 + repeated.length + part.length, 2);
    head.write('JP', 4, 'latin1');
    head.writeUInt16BE(7, 6);
    head.writeUInt32BE(sequence, 8);
    segments.push(Buffer.concat([head, repeated, part]));
  }
  const jpeg = await picture.clone().jpeg().toBuffer();
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

describe('programs that name themselves', () => {
  test('in Exif, in XMP and in PNG text', async () => {
    const exif = await picture
      .clone()
      .withExif({ IFD0: { Software: 'Adobe Photoshop 26.1 (Macintosh)' } })
      .jpeg()
      .toBuffer();
    expect(await originOf(exif, 'jpg')).toMatchObject({ editors: ['photoshop'], generators: [], c2pa: null });
    const xmp = await picture
      .clone()
      .withXmp(XMP('xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="GIMP 3.0"'))
      .jpeg()
      .toBuffer();
    expect(await originOf(xmp, 'jpg')).toMatchObject({ editors: ['gimp'], generators: [] });
    const parameters = 'parameters\0portrait of a woman\nSteps: 20, Sampler: Euler a, CFG scale: 7';
    expect(await originOf(await pngWith('tEXt', Buffer.from(parameters, 'latin1')), 'png')).toMatchObject({
      generators: ['stable_diffusion'],
    });
  });

  test('in UTF-16, as Exif writes comments', async () => {
    const comment = `UNICODE\0${Buffer.from('Steps: 30, Sampler: DPM++', 'utf16le').toString('latin1')}`;
    const metadata = { exif: Buffer.from(comment, 'latin1') };
    const { readOrigin } = await import('./read-origin.js');
    expect(readOrigin(await picture.clone().jpeg().toBuffer(), 'jpg', metadata).generators).toEqual([
      'stable_diffusion',
    ]);
  });

  test('a phone’s picture names none', async () => {
    const phone = await picture
      .clone()
      .withExif({ IFD0: { Make: 'Example', Model: 'Phone 15', Software: '17.4.1' } })
      .jpeg()
      .toBuffer();
    expect(await originOf(phone, 'jpg')).toEqual({
      editors: [],
      generators: [],
      declared: null,
      c2pa: null,
      camera: null,
    });
  });
});

describe('the declared source', () => {
  test.each([
    ['trainedAlgorithmicMedia', 'generated'],
    ['compositeWithTrainedAlgorithmicMedia', 'composite'],
    ['digitalCapture', 'captured'],
    ['somethingNew', null],
  ])('%s is %s', async (type, declared) => {
    const xmp = XMP(
      `xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${type}"`,
    );
    expect((await originOf(await picture.clone().withXmp(xmp).jpeg().toBuffer(), 'jpg')).declared).toBe(
      declared,
    );
  });
});

describe('C2PA manifests', () => {
  const expected = { claimGenerator: 'Example Camera 3', actions: ['c2pa.created'] };

  test.each([10_000, 90])('in a JPEG, in packets of %d bytes', async (packet) => {
    const jpeg = await jpegWith(manifest(GENERATED), packet);
    expect(await originOf(jpeg, 'jpg')).toMatchObject({ c2pa: expected, declared: 'generated' });
  });

  test('in a PNG, and not in one whose chunk is damaged', async () => {
    const png = await pngWith(
      'caBX',
      manifest('http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture'),
    );
    expect(await originOf(png, 'png')).toMatchObject({ c2pa: expected, declared: 'captured' });
    png[60]! ^= 1;
    expect(jumbfOf(png, 'png')).toBeNull();
  });

  test('damaged or hostile ones are read as far as they go, and never fail', () => {
    const whole = manifest(GENERATED);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(whole.length),
        (changes, length) => {
          const damaged = Buffer.from(whole.subarray(0, length));
          for (const [at, byte] of changes) if (at < damaged.length) damaged[at] = byte;
          expect(readC2pa(damaged).actions.length).toBeLessThanOrEqual(50);
        },
      ),
    );
    let deep = cbor({ actions: [] });
    for (let i = 0; i < 500; i++) deep = superbox('c2pa', deep);
    expect(readC2pa(deep)).toEqual({ claimGenerator: null, actions: [], declared: null, programs: '' });
  });
});
