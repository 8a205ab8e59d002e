import { facePicture, selfie } from '@idem/testing/faces/face-picture';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { decodeImage } from '@idem/vision/image/decode';
import { expect, jest, test } from '@jest/globals';
import { judge } from '../judge.js';
import { faceMatch } from './index.js';

jest.setTimeout(60_000);

test('the faces that were compared come with the judgement, aligned, and none where there were none', async () => {
  const models = await openRepositoryModels();
  const circumstances = { options: {}, livemode: false, submittedAt: new Date(0) };
  const front = await facePicture('vera');
  const images = { id_document_front: front, face: await selfie('vera') };
  const { crops } = await judge(faceMatch, { models }, { images, ...circumstances });
  for (const whose of ['selfie', 'portrait'] as const) {
    const picture = await decodeImage(Buffer.from(crops?.[whose] ?? '', 'base64'), { maxSide: 500 });
    expect([picture.width, picture.height]).toEqual([112, 112]);
    expect(new Set(picture.data).size).toBeGreaterThan(50);
  }
  const blank = await (await import('@idem/vision/image/encode')).encodeJpeg({
    data: new Uint8Array(300 * 200 * 3).fill(170),
    width: 300,
    height: 200,
  });
  const faceless = await judge(
    faceMatch,
    { models },
    { images: { ...images, face: blank }, ...circumstances },
  );
  expect(faceless.crops).toBeUndefined();
});
