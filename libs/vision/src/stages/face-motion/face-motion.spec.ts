import { facePicture, selfie } from '@idem/testing/faces/face-picture';
import { seededRandom } from '@idem/testing/random';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openRepositoryModels } from '../../convert/repository-models.js';
import { decodeImage } from '../../image/decode.js';
import { encodeJpeg } from '../../image/encode.js';
import { applyHomography } from '../../image/fit-homography.js';
import { invertAffine } from '../../image/geometry.js';
import type { Point, RgbImage } from '../../image/rgb-image.js';
import { warpToImage } from '../../image/warp.js';
import type { Models } from '../../runtime/models.js';
import { MESH, type MeshPoint } from '../face-mesh/mesh-points.js';
import { type Face, findFaces } from '../find-faces.js';
import { backgroundDifference, surroundingsOf } from './background-difference.js';
import { noseOffset } from './nose-offset.js';
import { planarCorrelation } from './planar-correlation.js';
import { sharedNoise } from './shared-noise.js';

interface Seen {
  readonly image: RgbImage;
  readonly face: Face;
}

let models: Models;
let portrait: Seen;
let other: Seen;

beforeAll(async () => {
  models = await openRepositoryModels();
  portrait = await see(await decodeImage(await selfie('vera'), { maxSide: 960 }));
  other = await see(await decodeImage(await facePicture('vera'), { maxSide: 960 }));
}, 60_000);

async function see(image: RgbImage): Promise<Seen> {
  const [face] = await findFaces(models, image);
  if (!face) throw new Error('no face on the sample');
  return { image, face };
}

const changed = (image: RgbImage, value: (old: number, i: number) => number): RgbImage => ({
  ...image,
  data: Uint8Array.from(image.data, (old, i) => Math.max(0, Math.min(255, Math.round(value(old, i))))),
});

const reencoded = async (image: RgbImage, quality: number) =>
  decodeImage(await encodeJpeg(image, quality), { maxSide: 4000 });

describe('noseOffset', () => {
  const mesh = (tip: readonly [number, number], size = 1): MeshPoint[] => {
    const points = Array.from({ length: 468 }, (): MeshPoint => [0, 0, 0]);
    points[MESH.noseRoot] = [0, 0, 0];
    points[MESH.noseBase] = [0, 10 * size, 0];
    points[MESH.noseTip] = [tip[0] * size, tip[1] * size, 0];
    return points;
  };

  test('is 0 on the line from root to base, wherever the tip lies along it', () => {
    expect(noseOffset(mesh([0, 2]))).toBeCloseTo(0);
    expect(noseOffset(mesh([0, 9]))).toBeCloseTo(0);
  });

  test('counts lengths of the nose, whatever its size, with the sign of the side', () => {
    expect(Math.abs(noseOffset(mesh([1, 7])))).toBeCloseTo(0.1);
    expect(noseOffset(mesh([1, 7], 25))).toBeCloseTo(noseOffset(mesh([1, 7])));
    expect(noseOffset(mesh([-1, 7]))).toBeCloseTo(-noseOffset(mesh([1, 7])));
  });

  test('a turn of the plane leaves it as it is', () => {
    const turned = mesh([1, 7]).map(
      ([x, y, z]): MeshPoint => [
        x * Math.cos(0.5) - y * Math.sin(0.5),
        x * Math.sin(0.5) + y * Math.cos(0.5),
        z,
      ],
    );
    expect(noseOffset(turned)).toBeCloseTo(noseOffset(mesh([1, 7])));
  });
});

describe('planarCorrelation', () => {
  test('a photograph and the same one seen askew are one plane', () => {
    // A shear and a change of scale in one direction: what a turned print undergoes at some distance.
    const toSource = [1.25, 0.05, -60, 0.08, 1, -20] as const;
    const { width, height } = portrait.image;
    const askew = warpToImage(portrait.image, toSource, width, height);
    const back = invertAffine(toSource);
    const carried = portrait.face.mesh.map(([x, y, z]): MeshPoint => {
      const [u, v] = applyHomography([...back, 0, 0], [x, y] as Point);
      return [u, v, z];
    });
    expect(planarCorrelation(portrait.image, portrait.face.mesh, askew, carried)).toBeGreaterThan(0.9);
  });

  test('two photographs of one person are not', () => {
    expect(planarCorrelation(portrait.image, portrait.face.mesh, other.image, other.face.mesh)).toBeLessThan(
      0.45,
    );
  });
});

describe('sharedNoise', () => {
  const shared = (first: RgbImage, second: RgbImage) =>
    sharedNoise({ image: first, face: portrait.face.box }, { image: second, face: portrait.face.box });
  const grainy = (seed: number) => {
    const random = seededRandom(seed);
    return changed(portrait.image, (old) => old + 4 * random.normal());
  };

  test('a copy keeps its grain when it is encoded anew, brightened or shifted', async () => {
    const taken = grainy(1);
    const { width, height } = taken;
    expect(shared(taken, await reencoded(taken, 92))).toBeGreaterThan(0.5);
    expect(
      shared(
        taken,
        changed(taken, (old) => old * 1.05),
      ),
    ).toBeGreaterThan(0.5);
    expect(shared(taken, warpToImage(taken, [1, 0, 3, 0, 1, -2], width, height))).toBeGreaterThan(0.5);
  });

  test('another exposure of the very same scene has grain of its own', () => {
    const [still, moved] = [grainy(1), grainy(2)];
    const { width, height } = moved;
    const elsewhere = warpToImage(moved, [1, 0, 9, 0, 1, 7], width, height);
    expect(shared(still, elsewhere)).toBeLessThan(0.3);
  });

  test('pictures of two sizes, or too small ones, cannot be compared', () => {
    const small = { data: new Uint8Array(100 * 100 * 3), width: 100, height: 100 };
    expect(shared(portrait.image, other.image)).toBeNull();
    expect(shared(small, small)).toBeNull();
  });
});

describe('backgroundDifference', () => {
  const around = (image: RgbImage, box = portrait.face.box) => surroundingsOf(image, box);
  const face = { left: 120, top: 80, right: 200, bottom: 180 };
  const room = (shade: (x: number, y: number) => number): RgbImage => {
    const image = { data: new Uint8Array(320 * 240 * 3), width: 320, height: 240 };
    return changed(image, (_, i) => shade(Math.floor(i / 3) % 320, Math.floor(i / 960)));
  };
  const stripes = (offset: number) => room((x) => ((x + offset) % 80 < 40 ? 60 : 180));

  test('a moved hand and another exposure change little', async () => {
    const first = await around(stripes(0), face);
    expect(backgroundDifference(first, first)).toBe(0);
    expect(backgroundDifference(first, await around(stripes(10), face))).toBeLessThan(5);
    expect(
      backgroundDifference(
        first,
        await around(
          changed(stripes(0), (old) => old * 1.2),
          face,
        ),
      ),
    ).toBeLessThan(5);
  });

  test('another wall changes much', async () => {
    const across = room((_, y) => (y % 80 < 40 ? 60 : 180));
    expect(backgroundDifference(await around(stripes(0), face), await around(across, face))).toBeGreaterThan(
      20,
    );
  });

  test('there is nothing to compare beside a face that fills the picture', async () => {
    const close = { left: 10, top: 5, right: 310, bottom: 235 };
    const filled = await around(stripes(0), close);
    expect(backgroundDifference(filled, filled)).toBeNull();
  });
});
