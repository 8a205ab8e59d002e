import { type CaptureOptions, photograph } from '@idem/testing/capture/photograph';
import { type LicenceOptions, renderDrivingLicence } from '@idem/testing/documents/driving-licence';
import { renderPassport } from '@idem/testing/documents/passport';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { facePicture } from '@idem/testing/faces/face-picture';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { decodeImage } from '@idem/vision/image/decode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { rotateQuarter } from '@idem/vision/image/rotate';
import type { Models } from '@idem/vision/runtime/models';
import { readBarcodes } from '@idem/vision/stages/barcode/read-barcodes';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { toBuffer } from 'bwip-js/node';
import sharp from 'sharp';
import type { RunStage } from '../../check.js';
import { documentCheck } from '../index.js';
import { REASONS } from '../reasons.js';
import { measureSide } from '../sides/measure-side.js';
import { parseAamva } from './parse-aamva.js';

/** Every document bears its holder’s portrait: without one none is verified. */
const HELD = { portrait: await facePicture('vera') };

let models: Models;
beforeAll(async () => {
  models = await openRepositoryModels();
}, 240_000);

const licenceOf = (options: LicenceOptions = {}) =>
  renderDrivingLicence(ERIKSSON, { ...HELD, layout: 'AAMVA', seed: 5, ...options });

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
    ['date of birth', { dateOfBirth: '1985-08-12' }],
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
        { ...HELD, layout: 'AAMVA', seed: 9 },
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

describe('a symbol as it is found on cards', () => {
  const QUEBEC =
    '@\n\u001e\rANSI 604428020001DL00310147DLDCSGAGNEÉ\nDCTFRANÇOIS,JÉRÔME\nDAQG2048-171364-05\nDBB19640713\n' +
    'DBA20310713\nDBD20230713\nDBC1\nDAG12 RUE DES ÉRABLES\nDAIQUÉBEC\nDAJQC\nDAKG1R 4P5\nDCGCAN\r';
  const read = async (text: string, encoding: 'latin-1' | 'utf-8') => {
    const { back } = await licenceOf({ symbol: { text, encoding } });
    const [barcode] = await readBarcodes(await decodeImage(back.image, { maxSide: 2000 }));
    return barcode?.text;
  };

  test.each(['latin-1', 'utf-8'] as const)(
    'French letters in %s',
    async (encoding) => {
      expect(await read(QUEBEC, encoding)).toBe(QUEBEC);
    },
    240_000,
  );

  test.each([
    [
      'a byte above 127 among ASCII',
      '@\n\u001e\rANSI 636012030001DLÖDLDCAG\nDCSBEAUCHAMP,\nDAQB2048-17364\r',
    ],
    [
      'tracks of a stripe',
      '%BCVICTORIA^LINDQUIST,$MAREN ANNE^204 ORCHARD ST$VICTORIA BC^?;6360282048173=320119870114=?',
    ],
    ['a card of another country', '00204817364@FERREYRA@LUCIA BELEN@F@20481736@A@14/01/1990@05/06/2022@203'],
  ])('%s', async (_, text) => expect(await read(text, 'latin-1')).toBe(text), 240_000);

  test('what it says ends the search for an MRZ; another content, or none, does not', async () => {
    const stagesOf = async (options: LicenceOptions) => {
      const { back } = await renderDrivingLicence(ERIKSSON, { ...HELD, seed: 5, ...options });
      const { image } = await photograph(back, { seed: 3, rotation: 4 });
      const names: string[] = [];
      const runStage: RunStage = async (name, work) => {
        names.push(name);
        return work();
      };
      const picture = await decodeImage(image, { maxSide: 2000 });
      const { barcodes } = await measureSide({ models, runStage }, picture, 'back');
      return { names, barcodes: barcodes.length };
    };
    const american = await stagesOf({ layout: 'AAMVA' });
    expect(american).toMatchObject({ barcodes: 1 });
    expect(american.names).not.toContain('mrz');
    const foreign = { text: '00204817364@FERREYRA@LUCIA BELEN@F@20481736', encoding: 'latin-1' } as const;
    const other = await stagesOf({ layout: 'AAMVA', symbol: foreign });
    expect(other).toMatchObject({ barcodes: 1, names: expect.arrayContaining(['mrz']) });
  }, 240_000);
});

test('no symbol is looked for where a valid MRZ was read', async () => {
  const page = await renderPassport(ERIKSSON, HELD);
  const picture = await decodeImage(page.image, { maxSide: 2000 });
  const side = await measureSide({ models }, picture, 'front');
  expect(side).toMatchObject({ mrz: { valid: true }, barcodes: [] });
}, 240_000);

describe('symbols that readers have had trouble with', () => {
  const licence = licenceOf({ jurisdiction: 'ON' });

  test('modules of one and a half pixels: whoever sent it is asked to come closer', async () => {
    const { front, back } = await licence;
    const far = await photograph(back, { seed: 3, width: 640, fill: 0.62 });
    const { measurement, verdict } = await check((await photograph(front, { seed: 2 })).image, far.image);
    expect(measurement.back).toMatchObject({ barcodes: [], unreadBars: expect.any(Number) });
    expect(verdict).toMatchObject({ status: 'failed', reason: REASONS.barcodeTooSmall });
  }, 240_000);

  test('a symbol of nothing but black and white, as a program draws it', async () => {
    const { back } = await licence;
    const image = await sharp(back.image)
      .flatten({ background: '#fff' })
      .greyscale()
      .threshold(128)
      .toColourspace('srgb')
      .png()
      .toBuffer();
    const found = await readBarcodes(await decodeImage(image, { maxSide: 2000 }), {
      outline: null,
      effort: 'thorough',
    });
    expect(found.map(({ text }) => text)).toEqual([back.zones.printed.barcode]);
  }, 120_000);

  test('720 bytes of cipher, as on South African licences, say nothing and are not held against the card', async () => {
    const cipher = Buffer.from(
      Array.from({ length: 720 }, (_, i) => (i * i * 31 + i * 7 + 129) % 256),
    ).toString('latin1');
    const image = await toBuffer({
      bcid: 'pdf417',
      text: cipher,
      binarytext: true,
      columns: 12,
      eclevel: 2,
      scale: 3,
    } as Parameters<typeof toBuffer>[0]);
    const sheet = await sharp(image)
      .flatten({ background: '#fff' })
      .extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#fff' })
      .png()
      .toBuffer();
    const { width = 0, height = 0 } = await sharp(sheet).metadata();
    const back = await photograph({ image: sheet, width, height }, { seed: 4 });
    const { front } = await renderDrivingLicence(ERIKSSON, { ...HELD, issuingState: 'GBR', seed: 5 });
    const { verdict } = await check((await photograph(front, { seed: 2 })).image, back.image);
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: { type: 'driving_license', issuing_country: 'GB' },
    });
  }, 240_000);
});
