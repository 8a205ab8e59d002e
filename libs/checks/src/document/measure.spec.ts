import { documentFacts } from '@idem/contracts';
import type { DocumentOptions, ImageSlot } from '@idem/domain';
import { createChip } from '@idem/testing/chip/chip';
import { createChipCountry } from '@idem/testing/chip/country';
import { dataGroup11 } from '@idem/testing/chip/data-groups';
import { renderDrivingLicence } from '@idem/testing/documents/driving-licence';
import { renderIdCard } from '@idem/testing/documents/id-card';
import { renderPassport } from '@idem/testing/documents/passport';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { facePicture } from '@idem/testing/faces/face-picture';
import { sharp } from '@idem/vision/image/sharp';
import type { Models } from '@idem/vision/runtime/models';
import { openModels } from '@idem/vision/runtime/open-models';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ChipFiles } from '../chip/lds/elementary-file.js';
import { readCertificate } from '../chip/pki/certificate.js';
import { EMPTY_TRUST_STORE, type TrustStore, withAuthorities } from '../chip/trust/trust-store.js';
import { documentCheck } from './index.js';
import { REASONS } from './reasons.js';

/** Every document bears its holder’s portrait: without one none is verified. */
const HELD = { portrait: await facePicture('vera') };

const root = new URL('../../../../', import.meta.url).pathname;
const submittedAt = new Date('2026-11-22T12:00:00Z');
let models: Models;

beforeAll(async () => {
  models = await openModels({
    manifestPath: `${root}models/manifest.json`,
    modelsDir: `${root}models/built`,
  });
}, 240_000);

async function check(
  images: Partial<Record<ImageSlot, Uint8Array>>,
  document: DocumentOptions = {},
  chip?: { readonly files: ChipFiles; readonly trust?: TrustStore },
) {
  const input = {
    images,
    ...(chip ? { chip: chip.files } : {}),
    options: { document },
    livemode: false,
    submittedAt,
  };
  const chipTrust = chip?.trust && { store: chip.trust, revocation: 'when_loaded' as const };
  const deps = { models, ...(chipTrust ? { chipTrust } : {}) };
  const stored = JSON.parse(JSON.stringify(await documentCheck.measure(deps, input)));
  return { measurement: stored, verdict: documentCheck.evaluate(stored, input) };
}

/** The document on a table: smaller, tilted, compressed. */
async function photograph(page: Buffer): Promise<Uint8Array> {
  const turned = await sharp(page)
    .resize(1100)
    .rotate(6, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#4b3a2a' } })
    .composite([{ input: turned }])
    .jpeg({ quality: 80 })
    .toBuffer();
}

describe('rendered specimens', () => {
  test('a passport page: MRZ exact, facts complete', async () => {
    const page = await renderPassport(ERIKSSON, HELD);
    const { measurement, verdict } = await check({ id_document_front: page.image });
    expect(measurement.front.mrz.lines).toEqual(page.mrz);
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: {
        type: 'passport',
        first_name: 'Anna Maria',
        last_name: 'Eriksson',
        number: page.number,
        dob: { year: 1974, month: 8, day: 12 },
        issued_date: { year: 2021, month: 4, day: 16 },
        unparsed_place_of_birth: 'ZENITH',
      },
    });
    if (verdict.status === 'passed') documentFacts.parse(verdict.facts);
  }, 240_000);

  test('a photograph of it, and one lying on its side', async () => {
    const page = await renderPassport(
      { ...ERIKSSON, surname: 'Nowak-Kowalska' },
      { ...HELD, issuingState: 'POL', seed: 7 },
    );
    const photo = await photograph(page.image);
    for (const image of [photo, await sharp(photo).rotate(90).jpeg().toBuffer()]) {
      const { measurement, verdict } = await check({ id_document_front: image });
      expect(measurement.front.mrz.lines).toEqual(page.mrz);
      expect(verdict).toMatchObject({
        status: 'passed',
        facts: { last_name: 'Nowak-Kowalska', issuing_country: 'PL' },
      });
    }
  }, 240_000);

  test('an identity card: its front asks for the back, both pass', async () => {
    const card = await renderIdCard(ERIKSSON, { ...HELD, issuingState: 'SWE' });
    const alone = await check({ id_document_front: card.front.image });
    expect(alone.verdict).toMatchObject({ status: 'failed', code: 'document_unverified_other' });
    const both = await check({ id_document_front: card.front.image, id_document_back: card.back.image });
    expect(both.verdict).toMatchObject({
      status: 'passed',
      facts: { type: 'id_card', issuing_country: 'SE', number: card.front.number },
    });
  }, 240_000);

  test.each(['EU', 'AAMVA'] as const)(
    'a driving licence, %s layout',
    async (layout) => {
      const licence = await renderDrivingLicence(ERIKSSON, { ...HELD, layout, issuingState: 'IRL' });
      const back = layout === 'AAMVA' ? { id_document_back: licence.back.image } : {};
      const { verdict } = await check({ id_document_front: licence.front.image, ...back });
      expect(verdict).toMatchObject({
        status: 'passed',
        facts: {
          type: 'driving_license',
          issuing_country: layout === 'EU' ? 'IE' : 'US',
          last_name: 'Eriksson',
          number: licence.front.number,
          dob: { year: 1974, month: 8, day: 12 },
          expiration_date: { year: 2031, month: 4, day: 15 },
        },
      });
    },
    240_000,
  );

  test('a face that is sent as the back of a passport is seen: it would be compared with the selfie', async () => {
    const page = await renderPassport(ERIKSSON, HELD);
    const other = await facePicture('olga');
    const { verdict } = await check({ id_document_front: page.image, id_document_back: other });
    expect(verdict).toMatchObject({ status: 'failed', reason: REASONS.twoFaces });
  }, 240_000);

  test('an expired passport', async () => {
    const page = await renderPassport(ERIKSSON, { ...HELD, issued: '2010-01-02', expires: '2020-01-01' });
    const { verdict } = await check({ id_document_front: page.image });
    expect(verdict).toMatchObject({ status: 'failed', code: 'document_expired' });
  }, 240_000);

  test('a passport where identity cards are asked for', async () => {
    const page = await renderPassport(ERIKSSON, HELD);
    const { verdict } = await check({ id_document_front: page.image }, { allowed_types: ['id_card'] });
    expect(verdict).toMatchObject({ status: 'failed', code: 'document_type_not_supported' });
  }, 240_000);

  test('an altered date of birth, and a wrong check digit', async () => {
    const altered = await renderPassport(ERIKSSON, { ...HELD, alteration: { dateOfBirth: '1984-08-12' } });
    expect((await check({ id_document_front: altered.image })).verdict).toMatchObject({
      status: 'failed',
      code: 'document_unverified_other',
      reason: expect.stringContaining('date of birth'),
    });
    const forged = await renderPassport(ERIKSSON, { ...HELD, wrongCheckDigit: 'birth' });
    expect((await check({ id_document_front: forged.image })).verdict).toMatchObject({
      status: 'failed',
      code: 'document_unverified_other',
    });
  }, 240_000);
});

describe('pictures without a document', () => {
  test('a blank picture and a damaged file are the person’s to replace', async () => {
    const blank = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    const damaged = (await sharp(blank).jpeg().toBuffer()).subarray(0, 900);
    for (const image of [blank, damaged]) {
      expect((await check({ id_document_front: image })).verdict).toMatchObject({
        status: 'failed',
        code: 'document_unverified_other',
      });
    }
  }, 240_000);
});

describe('errors that are ours', () => {
  test('a missing front and a failing model throw', async () => {
    await expect(check({})).rejects.toThrow('front');
    const broken: Models = { ...models, run: () => Promise.reject(new Error('no memory')) };
    const page = await renderPassport(ERIKSSON, HELD);
    const input = { images: { id_document_front: page.image }, options: {}, livemode: false, submittedAt };
    await expect(documentCheck.measure({ models: broken }, input)).rejects.toThrow('no memory');
  }, 240_000);
});

describe('a passport with its chip', () => {
  test('its verdict follows trust, and what the chip says', async () => {
    const country = createChipCountry();
    const trust = withAuthorities(EMPTY_TRUST_STORE, [readCertificate(country.csca.der)]);
    const page = await renderPassport(ERIKSSON, { ...HELD, issuingState: 'DEU' });
    const images = { id_document_front: page.image };
    const dg11 = dataGroup11({ fullName: 'ÉRIKSSON<<ANNA MARIA' });
    const files = createChip({ country, mrz: page.mrz, dg11 });

    const believed = await check(images, {}, { files, trust });
    expect(believed.measurement.chip).toMatchObject({
      authentication: { verdict: 'authentic' },
      comparison: { verdict: 'same' },
    });
    expect(believed.verdict).toMatchObject({ status: 'passed', facts: { last_name: 'Ériksson' } });

    const { mrz: otherLines } = await renderPassport(
      { ...ERIKSSON, surname: 'Vogt' },
      { issuingState: 'DEU' },
    );
    for (const [chip, expected] of [
      [{ files }, { status: 'passed', facts: { last_name: 'Eriksson' } }],
      [
        { files: { ...files, dg11: dataGroup11({ fullName: 'VOGT<<ANNA MARIA' }) }, trust },
        { status: 'failed', reason: REASONS.chipAltered },
      ],
      [{ files: createChip({ country, mrz: otherLines }), trust }, { code: 'document_unverified_other' }],
    ] as const) {
      expect((await check(images, {}, chip)).verdict).toMatchObject(expected);
    }
  }, 240_000);
});
