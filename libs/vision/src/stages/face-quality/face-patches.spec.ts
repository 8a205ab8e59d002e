import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openRepositoryModels } from '../../convert/repository-models.js';
import { cropImage } from '../../image/crop.js';
import { decodeImage } from '../../image/decode.js';
import { encodeJpeg } from '../../image/encode.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { sharp } from '../../image/sharp.js';
import { resolveInstalledPackage } from '../../runtime/locate-model.js';
import type { Models } from '../../runtime/models.js';
import { type Face, findFaces } from '../find-faces.js';
import { faceQuality } from './face-quality.js';

jest.setTimeout(20_000);

let models: Models;
let single: RgbImage;
beforeAll(async () => {
  models = await openRepositoryModels();
  const path = join(resolveInstalledPackage('@vladmandic/face-api'), 'demo/sample1.jpg');
  const group = await decodeImage(await readFile(path), { maxSide: 1600 });
  // The one that looks straight ahead: what is drawn below has the size of an eye seen from the front.
  const [face] = (await findFaces(models, group)).sort((a, b) => Math.abs(a.pose.yaw) - Math.abs(b.pose.yaw));
  const { left, top, right, bottom } = face!.box;
  const margin = (right - left) * 0.7;
  single = cropImage(group, {
    left: left - margin,
    top: top - margin,
    right: right + margin,
    bottom: bottom + margin,
  });
}, 60_000);

describe('what covers a face', () => {
  /** The face with something drawn over it, and found again. */
  async function covered(draw: (mesh: Face['mesh'], eyeWidth: number) => string) {
    const [bare] = await findFaces(models, single);
    const [outer, inner] = [bare!.mesh[33]!, bare!.mesh[133]!];
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${single.width}" height="${single.height}">${draw(
      bare!.mesh,
      Math.hypot(outer[0] - inner[0], outer[1] - inner[1]),
    )}</svg>`;
    const drawn = await sharp(await encodeJpeg(single, 95))
      .composite([{ input: Buffer.from(svg) }])
      .png()
      .toBuffer();
    const image = await decodeImage(drawn, { maxSide: 2000 });
    const [face] = await findFaces(models, image);
    return faceQuality(image, face!);
  }
  const onEyes = (attributes: string, rx: number, ry: number) => (mesh: Face['mesh'], width: number) =>
    [
      [33, 133],
      [263, 362],
    ]
      .map(([outer, inner]) => {
        const x = (mesh[outer!]![0] + mesh[inner!]![0]) / 2;
        const y = (mesh[outer!]![1] + mesh[inner!]![1]) / 2;
        return `<ellipse cx="${x}" cy="${y}" rx="${rx * width}" ry="${ry * width}" ${attributes}/>`;
      })
      .join('');

  test('nothing covers a bare one', async () => {
    const quality = await covered(() => '');
    expect(Math.max(quality.eyeGlare.left, quality.eyeGlare.right)).toBe(0);
    expect(quality.eyeBrightness).toBeGreaterThan(0.5);
    expect(quality.lowerFaceColour).toBeLessThan(15);
  });

  test('reflections burn out the eyes, dark glasses darken them', async () => {
    const glare = await covered(onEyes('fill="#fff"', 0.45, 0.35));
    expect(Math.min(glare.eyeGlare.left, glare.eyeGlare.right)).toBeGreaterThan(0.07);
    const shades = await covered(onEyes('fill="#15151a"', 0.95, 0.72));
    expect(shades.eyeBrightness).toBeLessThan(0.4);
  });

  test('a mask differs in colour from the face above it', async () => {
    const outline = [234, 132, 172, 136, 149, 152, 378, 365, 397, 361, 454, 330, 195, 101];
    const mask = await covered(
      (mesh) =>
        `<polygon points="${outline.map((i) => mesh[i]!.slice(0, 2).join()).join(' ')}" fill="#9cc3dc"/>`,
    );
    expect(mask.lowerFaceColour).toBeGreaterThan(30);
  });
});
