import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openRepositoryModels } from '../convert/repository-models.js';
import { cropImage } from '../image/crop.js';
import { decodeImage } from '../image/decode.js';
import { encodeJpeg } from '../image/encode.js';
import type { RgbImage } from '../image/rgb-image.js';
import { type QuarterTurns, rotateQuarter } from '../image/rotate.js';
import { sharp } from '../image/sharp.js';
import { resolveInstalledPackage } from '../runtime/locate-model.js';
import type { Models } from '../runtime/models.js';
import { suppressOverlaps } from './face-detector/face-detector.js';
import { faceSimilarity, runFaceEmbedding } from './face-embedding/face-embedding.js';
import { presentationSignals } from './face-liveness/presentation-signals.js';
import { fft, spectralSignals } from './face-liveness/spectrum.js';
import { mirrorFace } from './face-mesh/mirror-face.js';
import { faceQuality } from './face-quality/face-quality.js';
import { type Face, findFaces, findSmallFaces } from './find-faces.js';
import { jpegGhostDifference } from './forensics/jpeg-ghost.js';
import { hashDistance, perceptualHash } from './forensics/perceptual-hash.js';
import { exposureCorrelation, type MeshedFace } from './forensics/same-exposure.js';

let models: Models;
let group: RgbImage;
let faces: Face[];
/** The most prominent woman of the group, alone. */
let single: RgbImage;

beforeAll(async () => {
  models = await openRepositoryModels();
  group = await sample(1);
  faces = await findFaces(models, group);
  const { left, top, right, bottom } = faces[0]!.box;
  const margin = (right - left) * 0.7;
  single = cropImage(group, {
    left: left - margin,
    top: top - margin,
    right: right + margin,
    bottom: bottom + margin,
  });
}, 60_000);

jest.setTimeout(20_000);

async function sample(number: number): Promise<RgbImage> {
  const path = join(resolveInstalledPackage('@vladmandic/face-api'), `demo/sample${number}.jpg`);
  return decodeImage(await readFile(path), { maxSide: 1600 });
}

describe('findFaces', () => {
  test('finds nobody on a blank picture', async () => {
    const blank = { data: new Uint8Array(300 * 200 * 3).fill(200), width: 300, height: 200 };
    expect(await findFaces(models, blank, { rotation: 'any' })).toEqual([]);
  });

  test.each([0, 1, 2, 3] as const)(
    'finds a face after %i quarter turns and says how to undo them',
    async (turns) => {
      const [face] = await findFaces(models, rotateQuarter(single, turns), { rotation: 'any' });
      expect(face!.turns).toBe(((4 - turns) % 4) as QuarterTurns);
      expect(Math.abs(face!.pose.roll)).toBeLessThan(30);
      expect(face!.box.left).toBeGreaterThan(0);
    },
  );

  test.each([20, 45, 70, 110, 135, 160, 200, 225, 250, 290, 315, 340])(
    'takes a face tilted by %i° for upright, not for its reverse',
    async (degrees) => {
      const tilted = await decodeImage(
        await sharp(await encodeJpeg(single, 95))
          .rotate(degrees, { background: '#888' })
          .png()
          .toBuffer(),
        { maxSide: 1600 },
      );
      const [upright] = await findFaces(models, single);
      const [face] = await findFaces(models, tilted, { rotation: 'any' });
      const own = await runFaceEmbedding(models, single, upright!.mesh);
      const same = await runFaceEmbedding(models, tilted, face!.mesh);
      expect(faceSimilarity(own, same)).toBeGreaterThan(0.8);
      expect(Math.abs(face!.pose.roll)).toBeLessThan(50);
    },
  );

  test('finds a face that fills the picture', async () => {
    const [face] = await findFaces(models, single);
    const tight = cropImage(single, face!.box);
    expect(await findFaces(models, tight)).toHaveLength(1);
  });

  test('finds somebody small behind who is missed at first, and nobody twice', async () => {
    const raw = { width: single.width, height: single.height, channels: 3 } as const;
    const at = (width: number) => sharp(single.data, { raw }).resize(width).png().toBuffer();
    // A face takes up 0.42 of the width of its picture here.
    const [own, behind] = [await at(1100), await at(115)];
    const alone = await sharp(own).extend({ right: 500, background: '#cdc6ba' }).png().toBuffer();
    const scene = await sharp(alone)
      .composite([{ input: behind, left: 1300, top: 300 }])
      .png()
      .toBuffer();
    for (const [bytes, others] of [
      [alone, 0],
      [scene, 1],
    ] as const) {
      const image = await decodeImage(bytes, { maxSide: 2000 });
      const known = await findFaces(models, image);
      expect(known).toHaveLength(1);
      expect(await findSmallFaces(models, image, known)).toHaveLength(others);
    }
  });

  test('orders faces by prominence', () => {
    expect(faces.length).toBeGreaterThan(1);
    const sizes = faces.map(
      ({ box, score }) => Math.max(box.right - box.left, box.bottom - box.top) ** 2 * score,
    );
    expect(sizes).toEqual(sizes.toSorted((p, q) => q - p));
  });
});

test('one box is kept per face', () => {
  const face = (left: number, score: number) => ({
    score,
    box: { left, top: 0, right: left + 100, bottom: 100 },
    rightEye: [0, 0] as const,
    leftEye: [1, 0] as const,
  });
  expect(suppressOverlaps([face(0, 0.6), face(5, 0.9), face(300, 0.7)]).map((f) => f.score)).toEqual([
    0.9, 0.7,
  ]);
});

test('embeddings: one face is like itself turned, unlike another', async () => {
  const turned = rotateQuarter(single, 1);
  const [upright] = await findFaces(models, single);
  const [sideways] = await findFaces(models, turned, { rotation: 'any' });
  const stranger = faces[1]!;
  const own = await runFaceEmbedding(models, single, upright!.mesh);
  expect(Math.hypot(...own.vector)).toBeCloseTo(1, 5);
  expect(faceSimilarity(own, await runFaceEmbedding(models, turned, sideways!.mesh))).toBeGreaterThan(0.9);
  expect(faceSimilarity(own, await runFaceEmbedding(models, group, stranger.mesh))).toBeLessThan(0.35);
  const second = await runFaceEmbedding(models, single, upright!.mesh, 'dlib-resnet');
  expect(() => faceSimilarity(own, second)).toThrow(TypeError);
});

test('quality: blur lowers sharpness, dimming lowers brightness, cropping is noticed', async () => {
  const [face] = await findFaces(models, single);
  const sharpQuality = faceQuality(single, face!);
  expect(sharpQuality.cutOff).toBe(0);
  const variant = async (change: (picture: ReturnType<typeof sharp>) => ReturnType<typeof sharp>) => {
    const png = await change(sharp(await encodeJpeg(single, 95)))
      .png()
      .toBuffer();
    return faceQuality(await decodeImage(png, { maxSide: 2000 }), face!);
  };
  expect((await variant((p) => p.blur(6))).sharpness).toBeLessThan(sharpQuality.sharpness - 0.5);
  expect((await variant((p) => p.linear(0.2, 0))).brightness).toBeLessThan(sharpQuality.brightness / 3);
  const middle = (face!.box.top + face!.box.bottom) / 2;
  const chinless = cropImage(single, { left: 0, top: 0, right: single.width, bottom: middle });
  expect(faceQuality(chinless, face!).cutOff).toBeGreaterThan(0.3);
});

describe('copies', () => {
  test('a rescaled, dimmed and recompressed copy is recognised, another photograph is not', async () => {
    const copy = await decodeImage(
      await sharp(await encodeJpeg(single, 80))
        .resize(Math.round(single.width * 0.7))
        .linear(0.8, 10)
        .jpeg()
        .toBuffer(),
      { maxSide: 2000 },
    );
    const [face] = await findFaces(models, single);
    const [copied] = await findFaces(models, copy);
    const own = { image: single, mesh: face!.mesh };
    const likeness = (other: MeshedFace) => exposureCorrelation(own, other);
    const second = { image: copy, mesh: copied!.mesh };
    expect(likeness(second)).toBeGreaterThan(0.95);
    expect(likeness({ image: group, mesh: faces[1]!.mesh })).toBeLessThan(0.7);
    // In a mirror the copy is no longer one, until it is mirrored back.
    const mirrored = await mirrorFace(models, copy, second.mesh);
    expect(likeness(mirrored)).toBeLessThan(0.93);
    expect(likeness(await mirrorFace(models, mirrored.image, mirrored.mesh))).toBeGreaterThan(0.95);
    for (const [width, height] of [
      [520, 400],
      [400, 520],
    ] as const) {
      const drawnOut = await decodeImage(
        await sharp(await encodeJpeg(single, 90))
          .resize(width, height, { fit: 'fill' })
          .jpeg({ quality: 85 })
          .toBuffer(),
        { maxSide: 2000 },
      );
      const [wide] = await findFaces(models, drawnOut);
      expect(likeness({ image: drawnOut, mesh: wide!.mesh })).toBeGreaterThan(0.95);
    }
    const hash = await perceptualHash(single);
    expect(hashDistance(hash, await perceptualHash(copy))).toBeLessThan(20);
    expect(hashDistance(hash, await perceptualHash(group))).toBeGreaterThan(60);
  });

  test('a face pasted in with another compression history raises the ghost difference', async () => {
    const [face] = await findFaces(models, single);
    const clean = await decodeImage(await encodeJpeg(single, 90), { maxSide: 2000 });
    const rough = await decodeImage(await encodeJpeg(single, 55), { maxSide: 2000 });
    const spliced = { ...clean, data: Uint8Array.from(clean.data) };
    const { left, top, right, bottom } = face!.box;
    for (let y = Math.ceil(top); y < bottom; y++) {
      const [from, to] = [(y * clean.width + Math.ceil(left)) * 3, (y * clean.width + Math.floor(right)) * 3];
      spliced.data.set(rough.data.subarray(from, to), from);
    }
    const difference = await jpegGhostDifference(spliced, face!.box);
    expect(difference).toBeGreaterThan(2 * (await jpegGhostDifference(clean, face!.box))!);
  });
});

describe('presentation signals', () => {
  test('a washed-out, soft reproduction has raised blacks and less detail', async () => {
    const [face] = await findFaces(models, single);
    const live = presentationSignals(single, face!.box);
    const print = await decodeImage(
      await sharp(await encodeJpeg(single, 95))
        .linear(0.5, 90)
        .blur(4)
        .png()
        .toBuffer(),
      { maxSide: 2000 },
    );
    const copied = presentationSignals(print, face!.box);
    expect(copied.blackLevel).toBeGreaterThan(live.blackLevel + 40);
    expect(copied.sharpness).toBeLessThan(live.sharpness - 0.3);
    expect(copied.distinctColours).toBeLessThan(live.distinctColours);
  });

  test('a raster over noise shows as a moiré peak', () => {
    const n = 128;
    const noise = Float32Array.from({ length: n * n }, (_, i) => 128 + 20 * Math.sin(i * i * 0.37));
    const raster = noise.map((value, i) => value + 25 * Math.sin(0.9 * (i % n) + 0.55 * Math.floor(i / n)));
    const plain = spectralSignals({ data: noise, width: n, height: n });
    expect(spectralSignals({ data: raster, width: n, height: n }).moirePeak).toBeGreaterThan(
      plain.moirePeak + 0.3,
    );
    expect(() => spectralSignals({ data: new Float32Array(100 * 100), width: 100, height: 100 })).toThrow(
      RangeError,
    );
  });

  test('the transform of a pure wave is a single line', () => {
    const re = Float64Array.from({ length: 64 }, (_, i) => Math.cos((2 * Math.PI * 5 * i) / 64));
    const im = new Float64Array(64);
    fft(re, im);
    const strong = [...re]
      .map((value, i) => (Math.hypot(value, im[i]!) > 1e-6 ? i : -1))
      .filter((i) => i >= 0);
    expect(strong).toEqual([5, 59]);
  });
});
