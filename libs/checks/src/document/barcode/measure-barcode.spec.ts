import { type CaptureOptions, photograph } from '@idem/testing/capture/photograph';
import { type LicenceOptions, renderDrivingLicence } from '@idem/testing/documents/driving-licence';
import { renderPassport } from '@idem/testing/documents/passport';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { decodeImage } from '@idem/vision/image/decode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { rotateQuarter } from '@idem/vision/image/rotate';
import type { Models } from '@idem/vision/runtime/models';
import { readBarcodes } from '@idem/vision/stages/barcode/read-barcodes';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { documentCheck } from '../index.js';
import { REASONS } from '../reasons.js';
import { measureSide } from '../sides/measure-side.js';
import { parseAamva } from './parse-aamva.js';

let models: Models;
beforeAll(async () => {
  models = await openRepositoryModels();
}, 240_000);

const licenceOf = (options: LicenceOptions = {}) =>
  renderDrivingLicence(ERIKSSON, { layout: 'AAMVA', seed: 5, ...options });

async function check(front: Uint8Array, back: Uint8Array) {
  const input = {
    images: { id_document_front: front, id_document_back: back },
    options: { document: {} },
    livemode: false,
    submittedAt: new Date('2026-11-22T12:00:00Z'),
  };
  const measurement = await documentCheck.measure({ models }, input);
  return { measurement, verdict: documentCheck.evaluate(JSON.parse(JSON.stringify(measurement)), input) };
}

describe('North American licences, photographed', () => {
  test('front and back agree', async () => {
    const licence = await licenceOf({ jurisdiction: 'CA' });
    const [front, back] = await Promise.all([
      photograph(licence.front, { seed: 2 }),
      photograph(licence.back, { seed: 3, perspective: 0.1, rotation: 9 }),
    ]);
    const { measurement, verdict } = await check(front.image, back.image);
    expect(measurement.back).toMatchObject({ barcodes: [{ format: 'PDF417' }] });
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: {
        type: 'driving_license',
        issuing_country: 'US',
        last_name: 'Eriksson',
        number: licence.front.number,
        sex: 'female',
        address: { state: 'CA', postal_code: '10115' },
      },
    });
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({ signal: 'back.barcode_print_agreement', level: 'low' }),
    );
  }, 240_000);

  test.each([
    ['name', { surname: 'Svensson-Lund' }],
    ['date of birth', { dateOfBirth: '1984-08-12' }],
  ])(
    'an altered %s',
    async (field, alteration) => {
      const licence = await licenceOf({ alteration });
      const [front, back] = await Promise.all([photograph(licence.front), photograph(licence.back)]);
      expect((await check(front.image, back.image)).verdict).toMatchObject({
        status: 'failed',
        code: 'document_unverified_other',
        reason: REASONS.contradicted([field], 'barcode'),
      });
    },
    240_000,
  );

  test('the back of another licence', async () => {
    const [licence, other] = await Promise.all([
      licenceOf(),
      renderDrivingLicence(
        { ...ERIKSSON, surname: 'Li', givenNames: 'Bo', dateOfBirth: '1990-01-02' },
        { layout: 'AAMVA', seed: 9 },
      ),
    ]);
    expect((await check(licence.front.image, other.back.image)).verdict).toMatchObject({
      status: 'failed',
      reason: REASONS.otherCard,
    });
  }, 240_000);
});

describe('the symbol of a back', () => {
  const expectNumber = async (image: RgbImage, number: string) => {
    const barcodes = await readBarcodes(image);
    expect(barcodes.map(({ text }) => parseAamva(text)?.number)).toEqual([number]);
  };

  test('is read in any quarter turn', async () => {
    const { back } = await licenceOf();
    const flat = await decodeImage(back.image, { maxSide: 2000 });
    for (const turns of [0, 1, 2, 3] as const) await expectNumber(rotateQuarter(flat, turns), back.number);
  }, 240_000);

  test.each<CaptureOptions>([
    { rotation: 5 },
    { rotation: 20 },
    { rotation: 45, fill: 0.95 },
    { rotation: 110 },
    { perspective: 0.15 },
    { perspective: 0.25, rotation: 30 },
    { blur: 1.5, rotation: 190 },
    { glare: 0.5 },
  ])(
    'is read photographed with %j',
    async (options) => {
      const { back } = await licenceOf({ jurisdiction: 'ON' });
      const { image } = await photograph(back, { seed: 4, width: 1400, ...options });
      await expectNumber(await decodeImage(image, { maxSide: 2000 }), back.number);
    },
    240_000,
  );
});

test('no symbol is looked for where a valid MRZ was read', async () => {
  const page = await renderPassport(ERIKSSON);
  const picture = await decodeImage(page.image, { maxSide: 2000 });
  const side = await measureSide({ models }, picture, 'front');
  expect(side).toMatchObject({ mrz: { valid: true }, barcodes: [] });
}, 240_000);
