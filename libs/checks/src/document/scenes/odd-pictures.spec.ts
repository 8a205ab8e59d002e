import { type CaptureOptions, photograph } from '@idem/testing/capture/photograph';
import { renderDrivingLicence } from '@idem/testing/documents/driving-licence';
import { renderIdCard } from '@idem/testing/documents/id-card';
import { renderPassport } from '@idem/testing/documents/passport';
import { scannedPdf } from '@idem/testing/documents/scanned-pdf';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { facePicture } from '@idem/testing/faces/face-picture';
import {
  blankPaper,
  bookPage,
  lowerHalf,
  passportCover,
  paymentCard,
  photographPair,
  screenOfText,
} from '@idem/testing/hostile/odd-pictures';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import type { Models } from '@idem/vision/runtime/models';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { documentCheck } from '../index.js';
import { REASONS } from '../reasons.js';

/** Every document bears its holder’s portrait: without one none is verified. */
const HELD = { portrait: await facePicture('vera') };

jest.setTimeout(240_000);

let models: Models;
beforeAll(async () => {
  models = await openRepositoryModels();
});

async function check(front: Uint8Array, back?: Uint8Array) {
  const input = {
    images: { id_document_front: front, ...(back && { id_document_back: back }) },
    options: {},
    livemode: false,
    submittedAt: new Date('2026-11-22T12:00:00Z'),
  };
  return documentCheck.evaluate(await documentCheck.measure({ models }, input), input);
}

const shot = async (flat: Parameters<typeof photograph>[0], seed = 4, options: CaptureOptions = {}) =>
  (await photograph(flat, { seed, ...options })).image;
const unverified = (reason: string) => ({ status: 'failed', code: 'document_unverified_other', reason });

const passport = () => renderPassport(ERIKSSON, { ...HELD, seed: 2 });
const other = {
  ...ERIKSSON,
  surname: 'Lindqvist',
  givenNames: 'Karl',
  sex: 'M',
  dateOfBirth: '1961-02-03',
} as const;

describe('no document', () => {
  test.each([
    ['a page of a book', async () => shot(await bookPage()), REASONS.onlyText],
    ['a screen of text', async () => shot(await screenOfText()), REASONS.onlyText],
    ['a closed passport', async () => shot(await passportCover()), REASONS.cover],
    ['a payment card', async () => shot(await paymentCard()), REASONS.paymentCard],
    ['blank paper', blankPaper, REASONS.noDocument],
  ] as const)('%s', async (_, picture, reason) => {
    expect(await check(await picture())).toMatchObject(unverified(reason));
  });
});

describe('not the whole document', () => {
  test('the lower half of a passport, on a table and by itself', async () => {
    const half = await lowerHalf(await passport());
    expect(await check(await shot(half))).toMatchObject(unverified(REASONS.wholeDocument));
    expect(await check(half.image)).toMatchObject(unverified(REASONS.wholeDocument));
  });

  test('a passport small in a thumbnail of 300 pixels', async () => {
    const thumbnail = await shot(await passport(), 4, { width: 300, fill: 0.6 });
    expect(await check(thumbnail)).toMatchObject(unverified(REASONS.quality.too_small));
  });

  test('the back of a card alone, of a licence alone', async () => {
    const card = await renderIdCard(ERIKSSON, HELD);
    expect(await check(await shot(card.back))).toMatchObject(unverified(REASONS.cardFrontNeeded));
    const licence = await renderDrivingLicence(ERIKSSON, HELD);
    expect(await check(await shot(licence.back))).toMatchObject(unverified(REASONS.licenceFrontNeeded));
  });

  test('the front of a card twice', async () => {
    const { front } = await renderIdCard(ERIKSSON, HELD);
    expect(await check(await shot(front, 2), await shot(front, 4))).toMatchObject(
      unverified(REASONS.sameSideTwice),
    );
  });
});

describe('two documents', () => {
  test('two passports in one picture', async () => {
    const picture = await photographPair(await passport(), await renderPassport(other, { ...HELD, seed: 6 }));
    expect(await check(picture)).toMatchObject(unverified(REASONS.oneAtATime));
  });

  test('a passport and a licence in one picture', async () => {
    const picture = await photographPair(await passport(), (await renderDrivingLicence(other, HELD)).front);
    expect(await check(picture)).toMatchObject(unverified(REASONS.oneAtATime));
  });

  test('backs and fronts of two cards', async () => {
    const [mine, yours] = [
      await renderIdCard(ERIKSSON, { ...HELD, seed: 2 }),
      await renderIdCard(other, { ...HELD, seed: 4 }),
    ];
    expect(await check(await shot(mine.back), await shot(yours.back))).toMatchObject(
      unverified(REASONS.sidesOfTwo),
    );
  });
});

describe('one document all the same', () => {
  const read = { status: 'passed', facts: { first_name: 'Anna Maria', last_name: 'Eriksson' } };

  test('both sides of a card in one picture, and on one page of a PDF', async () => {
    const { front, back } = await renderIdCard(ERIKSSON, HELD);
    expect(await check(await photographPair(front, back))).toMatchObject(read);
    const place = (image: Buffer, top: number) => ({ image, left: 60, top, width: 85.6 });
    expect(await check(await scannedPdf([[place(front.image, 40), place(back.image, 160)]]))).toMatchObject(
      read,
    );
  });

  test('an upside-down passport', async () => {
    const { image } = await photograph(await passport(), { seed: 2, rotation: 180 });
    expect(await check(image)).toMatchObject(read);
  });
});
