import { createChip } from '@idem/testing/chip/chip';
import { createChipCountry } from '@idem/testing/chip/country';
import { dataGroup2, dataGroup11, dataGroup14, dataGroup15 } from '@idem/testing/chip/data-groups';
import { encodeJpeg2000 } from '@idem/testing/chip/jpeg2000';
import { type MrzContent, td1Lines, td3Lines } from '@idem/testing/documents/mrz-lines';
import { encodeJpeg } from '@idem/vision/image/encode';
import { describe, expect, test } from '@jest/globals';
import { compareMrz } from './compare-mrz.js';
import { examineChip } from './examine-chip.js';
import { readCertificate } from './pki/certificate.js';
import { decodePortrait } from './portrait.js';
import { EMPTY_TRUST_STORE, withAuthorities } from './trust/trust-store.js';

const now = new Date('2026-11-22T12:00:00Z');
const HOLDER: MrzContent = {
  issuingState: 'D',
  nationality: 'D',
  surname: 'Vogt',
  givenNames: 'Ida',
  documentNumber: 'C01X00T47',
  dateOfBirth: '1990-02-03',
  dateOfExpiry: '2034-02-03',
  sex: 'F',
};
const chip = { format: 'TD3' as const, lines: [...td3Lines(HOLDER)] };
const page = (changes: Partial<MrzContent>) => ({
  format: 'TD3' as const,
  lines: [...td3Lines({ ...HOLDER, ...changes })],
});

describe('DG1 and the data page', () => {
  test('the same, character by character', () => {
    const comparison = compareMrz(chip, page({}));
    expect(comparison).toMatchObject({ sameFormat: true, verdict: 'same' });
    expect(comparison.fields.every(({ differing }) => differing === 0)).toBe(true);
    expect(comparison.fields.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['documentNumber', 'names', 'dateOfBirth', 'dateOfExpiry']),
    );
  });

  test('a misread or altered name is told, and which field it is', () => {
    const comparison = compareMrz(chip, page({ surname: 'Vogl' }));
    expect(comparison.verdict).toBe('same_document');
    expect(comparison.fields.filter(({ differing }) => differing > 0)).toEqual([
      { field: 'names', differing: 1 },
    ]);
  });

  test.each([
    ['number', { documentNumber: 'C01X00T48' }],
    ['birth', { dateOfBirth: '1991-02-03' }],
    ['expiry', { dateOfExpiry: '2035-02-03' }],
  ])('another %s is another document', (_what, changes) => {
    expect(compareMrz(chip, page(changes)).verdict).toBe('different');
  });

  test('another format is another document, and so are lines of another length', () => {
    const card = { format: 'TD1' as const, lines: td1Lines(HOLDER) };
    expect(compareMrz(chip, card)).toEqual({ sameFormat: false, fields: [], verdict: 'different' });
    const short = { format: 'TD3' as const, lines: [chip.lines[0]!, 'C01'] };
    expect(compareMrz(chip, short).verdict).toBe('different');
  });
});

describe('a whole chip', () => {
  const WIDTH = 60;
  const HEIGHT = 80;
  const samples = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => (i % 3) * 90 + 20);
  const country = createChipCountry();
  const trust = withAuthorities(EMPTY_TRUST_STORE, [readCertificate(country.csca.der)]);
  const files = (face: Uint8Array, kind: 'jpeg' | 'jpeg2000') =>
    createChip({
      country,
      mrz: chip.lines,
      dg2: dataGroup2({ bytes: face, kind, width: WIDTH, height: HEIGHT }),
      dg11: dataGroup11({ fullName: 'VÖGT<<IDA' }),
      dg14: dataGroup14(),
      dg15: dataGroup15(),
    });

  test.each(['jp2', 'j2k'] as const)('authentic, compared, and its face a %s', async (container) => {
    const face = await encodeJpeg2000(
      { data: samples, width: WIDTH, height: HEIGHT, components: 3 },
      container,
    );
    const { measurement, portrait } = examineChip({ files: files(face, 'jpeg2000'), trust, now }, page({}));
    expect(measurement).toMatchObject({
      authentication: { verdict: 'authentic' },
      mrz: chip,
      comparison: { verdict: 'same' },
      portrait: { mimeType: `image/${container}`, width: WIDTH, height: HEIGHT },
      details: { surname: 'VÖGT' },
      mechanisms: expect.arrayContaining(['chip_authentication']),
      activeAuthenticationKey: { type: 'ec', bits: 256 },
      unreadable: [],
    });
    expect(JSON.parse(JSON.stringify(measurement))).toEqual(measurement);
    const image = await decodePortrait(portrait!);
    expect([image.width, image.height]).toEqual([WIDTH, HEIGHT]);
    expect(Buffer.compare(image.data, samples)).toBe(0);
  });

  test('a JPEG face', async () => {
    const face = await encodeJpeg({ data: samples, width: WIDTH, height: HEIGHT });
    const { portrait } = examineChip({ files: files(face, 'jpeg'), trust, now }, null);
    const image = await decodePortrait(portrait!);
    expect([image.width, image.height]).toEqual([WIDTH, HEIGHT]);
    expect(Math.abs(image.data[1]! - 110)).toBeLessThan(8);
  });

  test('a broken data group is told, and the rest is still read', () => {
    const broken = { ...files(new Uint8Array(8), 'jpeg'), dg11: Uint8Array.of(0x6b, 1) };
    const { measurement, portrait } = examineChip({ files: broken, trust, now }, page({}));
    expect(measurement.unreadable.map(({ file }) => file)).toEqual(['dg2', 'dg11']);
    expect(measurement).toMatchObject({ portrait: null, details: null, comparison: { verdict: 'same' } });
    expect(measurement.authentication.verdict).toBe('refuted');
    expect(portrait).toBeNull();
  });
});
