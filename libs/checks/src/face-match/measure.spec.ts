import { facePicture, selfie } from '@idem/testing/faces/face-picture';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { encodeJpeg } from '@idem/vision/image/encode';
import type { Models } from '@idem/vision/runtime/models';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CheckInput } from '../check.js';
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

  test('errors, and does not judge, when a picture is missing or unreadable', async () => {
    const face = await selfie('vera');
    await expect(check({ face })).rejects.toThrow(/missing/);
    await expect(check({ id_document_front: face.subarray(0, 5000), face })).rejects.toThrow(/decoded/);
  });
});
