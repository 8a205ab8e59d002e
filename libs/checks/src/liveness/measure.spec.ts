import { dataGroup2 } from '@idem/testing/chip/data-groups';
import { facePicture, selfie } from '@idem/testing/faces/face-picture';
import { recapturePrint } from '@idem/testing/forgeries/recapture-print';
import { swapFace } from '@idem/testing/forgeries/swap-face';
import { seededRandom } from '@idem/testing/random';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { decodeImage } from '@idem/vision/image/decode';
import { encodeJpeg } from '@idem/vision/image/encode';
import { sharp } from '@idem/vision/image/sharp';
import type { Models } from '@idem/vision/runtime/models';
import { findFaces } from '@idem/vision/stages/find-faces';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CheckInput } from '../check.js';
import { judge } from '../judge.js';
import { liveness } from './index.js';

jest.setTimeout(90_000);

let models: Models;
beforeAll(async () => {
  models = await openRepositoryModels();
}, 60_000);

async function check(face: Uint8Array, document: Uint8Array, chip?: CheckInput['chip']) {
  const images = { face, id_document_front: document };
  const input = {
    images,
    ...(chip ? { chip } : {}),
    options: {},
    livemode: false,
    submittedAt: new Date(0),
  };
  const { verdict, measurement } = await judge(liveness, { models }, input);
  expect(JSON.parse(JSON.stringify(measurement))).toEqual(measurement);
  return verdict.status === 'failed' ? `${verdict.code}: ${verdict.reason}` : verdict.status;
}

/** With the noise of a sensor, which enlarged pictures lack, and compressed for the first time. */
async function shotByCamera(picture: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const random = seededRandom(1);
  const grainy = Uint8ClampedArray.from(data, (level) => level + 5 * random.normal());
  const raw = { width: info.width, height: info.height, channels: 3 } as const;
  return sharp(grainy, { raw }).jpeg({ quality: 72 }).toBuffer();
}

/** The head cut out by an ellipse and laid over an even wall. */
async function beforeAnotherWall(portrait: Buffer): Promise<Buffer> {
  const mask = '<svg width="525" height="675"><ellipse cx="262" cy="330" rx="190" ry="270"/></svg>';
  const head = await sharp(portrait)
    .ensureAlpha()
    .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp({ create: { width: 900, height: 1100, channels: 3, background: '#8fa6b4' } })
    .composite([{ input: head, left: 190, top: 180 }])
    .jpeg({ quality: 88 })
    .toBuffer();
}

describe('liveness on pictures', () => {
  test('lets an ordinary selfie pass', async () => {
    expect(await check(await selfie('vera'), await facePicture('vera'))).toBe('passed');
  });

  test('recognises the portrait of the document', async () => {
    const portrait = await facePicture('vera');
    const enlarged = await sharp(portrait).resize(900).linear(1.1, 5).jpeg({ quality: 80 }).toBuffer();
    expect(await check(enlarged, portrait)).toMatch(/^selfie_manipulated/);
  });

  test('recognises the portrait in a mirror, before another wall, small, and saved hard', async () => {
    const portrait = await facePicture('vera');
    const onCard = await sharp(portrait).resize(300).linear(0.85, 20).jpeg({ quality: 85 }).toBuffer();
    const mirrored = await sharp(portrait).flop().jpeg().toBuffer();
    const bright = await sharp(onCard).flop().resize(700).linear(1.2, 8).jpeg({ quality: 60 }).toBuffer();
    const small = await sharp(mirrored).resize(240).jpeg().toBuffer();
    for (const copy of [mirrored, bright, small, await beforeAnotherWall(portrait)]) {
      expect(await check(copy, onCard)).toMatch(/^selfie_manipulated: The selfie is a copy of the portrait/);
    }
    // Another photograph of the same person is none, mirrored or not.
    const other = await selfie('vera');
    expect(await check(await sharp(other).flop().jpeg({ quality: 92 }).toBuffer(), onCard)).toBe('passed');
  });

  test.each([90, 180, 270])('sets a selfie upright that lies turned by %i°', async (angle) => {
    const turned = await sharp(await selfie('vera'))
      .rotate(angle)
      .jpeg({ quality: 92 })
      .toBuffer();
    expect(await check(turned, await facePicture('vera'))).toBe('passed');
  });

  test('the sender may be the small face beside a large poster', async () => {
    const poster = await sharp(await selfie('vera'))
      .resize(1000)
      .toBuffer();
    const sender = await sharp(await selfie('elsa'))
      .resize(200)
      .toBuffer();
    const scene = await sharp({ create: { width: 1600, height: 1340, channels: 3, background: '#c9c2b6' } })
      .composite([
        { input: poster, left: 30, top: 0 },
        { input: sender, left: 1300, top: 900 },
      ])
      .jpeg({ quality: 90 })
      .toBuffer();
    expect(await check(scene, await facePicture('vera'))).toMatch(/more than one face/);
  });

  test('recognises the portrait of the chip, and lets a selfie pass beside an unreadable one', async () => {
    const bytes = await sharp(await facePicture('vera'))
      .resize(300)
      .jpeg({ quality: 70 })
      .toBuffer();
    const dg2 = dataGroup2({ bytes, kind: 'jpeg', width: 300, height: 400 });
    const enlarged = await sharp(bytes).resize(900).linear(1.1, 5).jpeg({ quality: 80 }).toBuffer();
    const document = await facePicture('olga');
    expect(await check(enlarged, document)).not.toMatch(/^selfie_manipulated/);
    expect(await check(enlarged, document, { dg2 })).toMatch(/^selfie_manipulated/);
    const broken = dataGroup2({ bytes: bytes.subarray(0, 900), kind: 'jpeg', width: 300, height: 400 });
    const own = await selfie('vera');
    expect(await check(own, document, { dg2 })).toBe('passed');
    for (const useless of [broken, Uint8Array.of(0x75, 0)]) {
      expect(await check(own, document, { dg2: useless })).toBe('passed');
    }
  });

  test('asks again for a blank, a dark, a blurred and a crowded picture', async () => {
    const document = await facePicture('vera');
    const own = await selfie('vera');
    const blank = await encodeJpeg({
      data: new Uint8Array(600 * 400 * 3).fill(180),
      width: 600,
      height: 400,
    });
    expect(await check(blank, document)).toMatch(/No face/);
    expect(await check(await sharp(own).linear(0.15, 0).jpeg().toBuffer(), document)).toMatch(/dark/);
    expect(await check(await sharp(own).blur(8).jpeg().toBuffer(), document)).toMatch(/blurred/);
    const other = await sharp(await selfie('olga'))
      .resize(810, 1080)
      .toBuffer();
    const crowd = await sharp(own)
      .extend({ right: 810 })
      .composite([{ input: other, left: 810, top: 0 }])
      .jpeg()
      .toBuffer();
    expect(await check(crowd, document)).toMatch(/more than one face/);
  });

  test('refuses a face swapped in before the last compression, and not the picture saved again', async () => {
    const document = await facePicture('dina');
    const target = await shotByCamera(await selfie('elsa'));
    const donor = await selfie('olga');
    const boxOf = async (bytes: Uint8Array) => {
      const [face] = await findFaces(models, await decodeImage(bytes, { maxSide: 2048 }));
      return face!.box;
    };
    const swapped = await swapFace(
      { picture: target, face: await boxOf(target) },
      { picture: donor, face: await boxOf(donor) },
      seededRandom(3),
    );
    expect(await check(swapped, document)).toMatch(/^selfie_manipulated: The face/);
    expect(await check(await sharp(target).jpeg({ quality: 90 }).toBuffer(), document)).toBe('passed');
  });

  test('asks for another picture where a print of the person was photographed', async () => {
    const print = await recapturePrint(await selfie('vera'), seededRandom(3));
    expect(await check(print, await facePicture('dina'))).toMatch(/print or a screen/);
  });
});
