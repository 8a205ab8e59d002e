import { ApiError } from '@idem/contracts';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { admitFile } from './admit-file.js';

const LIMITS = { purpose: 'identity_document', maxPixels: 64_000_000 };

async function refusalOf(bytes: Buffer, purpose = LIMITS.purpose): Promise<ApiError['body']> {
  try {
    await admitFile(bytes, { ...LIMITS, purpose });
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) return error.body;
    throw error;
  }
  throw new Error('the file was admitted');
}

/** The first box of an ISO base media file: major brand, version, compatible brands. */
function isoFile(major: string, ...compatible: string[]): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(16 + 4 * compatible.length);
  const rest = Buffer.from(`ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1');
  return Buffer.concat([head, rest, Buffer.alloc(4000)]);
}

const drawing = () => sharp({ create: { width: 120, height: 90, channels: 3, background: '#357' } });
const magic = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(4000)]);

describe('HEIC is named, with what to do', () => {
  test.each([
    ['of an iPhone', ['heic', 'mif1', 'heic']],
    ['that names no codec first', ['mif1', 'mif1', 'heic']],
    ...['heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs', 'msf1', 'mif2'].map(
      (brand) => [brand, [brand]] as const,
    ),
  ] as const)('%s', async (_name, [major, ...compatible]) => {
    for (const purpose of ['identity_document', 'identity_private', 'selfie']) {
      const { code, param, message } = await refusalOf(isoFile(major, ...compatible), purpose);
      expect([code, param]).toEqual(['parameter_invalid_file_type', 'file']);
      expect(message).toMatch(/HEIC/);
      expect(message).toMatch(/Most Compatible/);
      expect(message).toMatch(/take the picture here/i);
    }
  });
});

describe('other formats are named', () => {
  test.each([
    ['AVIF', async () => isoFile('avif', 'mif1')],
    ['AVIF', async () => isoFile('mif1', 'avif')],
    ['WebP', () => drawing().webp().toBuffer()],
    ['GIF', () => drawing().gif().toBuffer()],
    ['TIFF', () => drawing().tiff().toBuffer()],
    ['BMP', async () => magic('BM\0\0\0\0\0\0\0\0')],
    ['JPEG XL', async () => magic('\xff\x0a')],
    ['JPEG 2000', async () => magic('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ')],
    ['Photoshop', async () => magic('8BPS')],
  ] as const)('%s', async (format, make) => {
    const { message } = await refusalOf(await make());
    expect(message).toContain(`in ${format} format`);
    expect(message).toContain('JPEG or PNG');
    expect(message).not.toContain('HEIC');
  });

  test.each(['isom', 'mp42', 'qt  ', '3gp4', 'M4V '])('a video: %s', async (brand) => {
    const { message } = await refusalOf(isoFile(brand));
    expect(message).toMatch(/video.*still picture/);
  });

  test.each(['hello', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'PK\x03\x04', '<html>', '\0'])(
    'or what is accepted is: %j',
    async (text) => {
      expect((await refusalOf(magic(text))).message).toMatch(/JPEG or PNG picture, or a PDF/);
    },
  );
});
