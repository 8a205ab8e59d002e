import { createChip } from '@idem/testing/chip/chip';
import { createChipCountry } from '@idem/testing/chip/country';
import { dataGroup2 } from '@idem/testing/chip/data-groups';
import { encodeJpeg2000 } from '@idem/testing/chip/jpeg2000';
import { td3Lines } from '@idem/testing/documents/mrz-lines';
import { facePicture, selfie } from '@idem/testing/faces/face-picture';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { encodeJpeg } from '@idem/vision/image/encode';
import { sharp } from '@idem/vision/image/sharp';
import type { Models } from '@idem/vision/runtime/models';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CheckInput } from '../check.js';
import { readCertificate } from '../chip/pki/certificate.js';
import { EMPTY_TRUST_STORE, withAuthorities } from '../chip/trust/trust-store.js';
import { judge } from '../judge.js';
import { faceMatch } from './index.js';

jest.setTimeout(30_000);

let models: Models;
beforeAll(async () => {
  models = await openRepositoryModels();
}, 60_000);

const blank = () => encodeJpeg({ data: new Uint8Array(600 * 400 * 3).fill(180), width: 600, height: 400 });

async function check(images: CheckInput['images']) {
  const input = { images, options: {}, livemode: false, submittedAt: new Date(0) };
  const { verdict } = await judge(faceMatch, { models }, input);
  return verdict.status === 'failed' ? verdict.code : verdict.status;
}

describe('face-match on pictures', () => {
  test('accepts two photographs of one person', async () => {
    expect(await check({ id_document_front: await facePicture('vera'), face: await selfie('vera') })).toBe(
      'passed',
    );
  });

  test('refuses two people', async () => {
    const images = { id_document_front: await facePicture('vera'), face: await selfie('olga') };
    expect(await check(images)).toBe('selfie_face_mismatch');
  });

  test('finds the portrait on the back when the front has none', async () => {
    const face = await selfie('vera');
    const id_document_front = await blank();
    expect(await check({ id_document_front, face })).toBe('selfie_document_missing_photo');
    expect(await check({ id_document_front, id_document_back: await facePicture('vera'), face })).toBe(
      'passed',
    );
  });

  test('a selfie without a face', async () => {
    expect(await check({ id_document_front: await facePicture('vera'), face: await blank() })).toBe(
      'selfie_unverified_other',
    );
  });

  test('errors, and does not judge, when a picture is missing or the selfie unreadable', async () => {
    const face = await selfie('vera');
    await expect(check({ face })).rejects.toThrow(/missing/);
    const front = await facePicture('vera');
    await expect(check({ id_document_front: front, face: face.subarray(0, 5000) })).rejects.toThrow(
      /decoded/,
    );
  });

  test('a document that cannot be decoded shows no portrait', async () => {
    const face = await selfie('vera');
    expect(await check({ id_document_front: face.subarray(0, 5000), face })).toBe(
      'selfie_document_missing_photo',
    );
  });
});

describe('with a chip', () => {
  const country = createChipCountry();
  const store = withAuthorities(EMPTY_TRUST_STORE, [readCertificate(country.csca.der)]);
  const chipTrust = { store, revocation: 'when_loaded' as const };
  const mrz = td3Lines({
    issuingState: 'D',
    nationality: 'D',
    surname: 'Vogt',
    givenNames: 'Ida',
    documentNumber: 'C01X00T47',
    dateOfBirth: '1990-02-03',
    dateOfExpiry: '2034-02-03',
    sex: 'F',
  });

  /** A face as chips hold it: small, and compressed hard. */
  async function chipWith(picture: Uint8Array, kind: 'jpeg' | 'jpeg2000' = 'jpeg') {
    const { data, info } = await sharp(picture)
      .resize(300, 400, { fit: 'cover' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const samples = { data: new Uint8Array(data), width: info.width, height: info.height };
    const bytes =
      kind === 'jpeg'
        ? await encodeJpeg(samples)
        : await encodeJpeg2000({ ...samples, components: 3 }, 'jp2');
    return createChip({ country, mrz, dg2: dataGroup2({ bytes, kind, width: 300, height: 400 }) });
  }

  async function measured(input: Pick<CheckInput, 'images' | 'chip'>, trust = chipTrust) {
    const submission = { ...input, options: {}, livemode: false, submittedAt: new Date('2026-11-22') };
    const measurement = await faceMatch.measure({ models, chipTrust: trust }, submission);
    return { measurement, verdict: faceMatch.evaluate(measurement, submission) };
  }

  test.each(['jpeg', 'jpeg2000'] as const)('its face is the reference: %s', async (kind) => {
    const images = { id_document_front: await facePicture('olga'), face: await selfie('vera') };
    const { measurement, verdict } = await measured({
      images,
      chip: await chipWith(await facePicture('vera'), kind),
    });
    expect(measurement).toMatchObject({ portrait: { slot: 'chip' }, chip: { use: 'reference' } });
    expect(verdict.status).toBe('passed');
    // The page shows somebody else.
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({ signal: 'portrait_swap', level: 'high' }),
    );
  });

  test('a selfie of someone else is refused, although the page shows that person', async () => {
    const images = { id_document_front: await facePicture('olga'), face: await selfie('olga') };
    const { verdict } = await measured({ images, chip: await chipWith(await facePicture('vera')) });
    expect(verdict).toMatchObject({ status: 'failed', code: 'selfie_face_mismatch' });
  });

  test('the page’s portrait counts where the chip proves nothing, or its face is of no use', async () => {
    const images = { id_document_front: await facePicture('vera'), face: await selfie('vera') };
    const genuine = await chipWith(await facePicture('olga'));
    const nobody = { store: EMPTY_TRUST_STORE, revocation: 'when_loaded' as const };
    const altered = { ...genuine, dg2: genuine.dg2!.map((byte, i) => (i === 900 ? byte ^ 1 : byte)) };
    const broken = createChip({
      country,
      mrz,
      dg2: dataGroup2({
        bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16),
        kind: 'jpeg',
        width: 1,
        height: 1,
      }),
    });
    const { dg2: _, ...faceless } = createChip({ country, mrz });
    for (const [chip, trust, use] of [
      [genuine, nobody, 'not_authentic'],
      [altered, chipTrust, 'not_authentic'],
      [broken, chipTrust, 'undecodable'],
      [faceless, chipTrust, 'absent'],
      [await chipWith(await blank()), chipTrust, 'no_face'],
    ] as const) {
      const { measurement, verdict } = await measured({ images, chip }, trust);
      expect(measurement).toMatchObject({ portrait: { slot: 'id_document_front' }, chip: { use } });
      expect(verdict.status).toBe('passed');
    }
  });
});
