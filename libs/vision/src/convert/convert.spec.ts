import { describe, expect, test } from '@jest/globals';
import { createSession, runSession } from '../runtime/open-models.js';
import { ConversionError, convertTfjs } from './convert-tfjs.js';
import { buildMiniFasNet } from './minifasnet.js';
import { readStateDictionary } from './pytorch-state.js';
import { syntheticMiniFasNet } from './synthetic-state.js';
import { halfToNumber } from './tfjs-weights.js';
import { transpose } from './transpose.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A graph of a 1 × 1 convolution to two channels (y = 2x, −x) followed by nodes of the test's choosing. */
function graph(
  tail: object[],
  output: string,
  extraWeights: { name: string; shape: number[]; values: number[] }[],
) {
  const weights = [{ name: 'w', shape: [1, 1, 1, 2], values: [2, -1] }, ...extraWeights];
  const constants = weights.map(({ name }) => ({ name, op: 'Const' }));
  const shape = { shape: { dim: [1, 2, 2, 1].map((size) => ({ size: String(size) })) } };
  const topology = encode({
    modelTopology: {
      node: [
        ...constants,
        { name: 'x', op: 'Placeholder', attr: { shape } },
        {
          name: 'conv',
          op: 'Conv2D',
          input: ['x', 'w'],
          attr: { padding: { s: base64('SAME') }, strides: { list: { i: ['1', '1', '1', '1'] } } },
        },
        ...tail,
      ],
    },
    signature: { outputs: { 'out:0': { name: output } } },
    weightsManifest: [
      { paths: ['w.bin'], weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })) },
    ],
  });
  const bytes = new Uint8Array(Float32Array.from(weights.flatMap(({ values }) => values)).buffer);
  return { topology, bytes };
}

async function run(onnx: Uint8Array, values: number[]): Promise<number[]> {
  const session = await createSession(onnx);
  const { out } = await runSession(session, { x: { data: Float32Array.from(values), dims: [1, 2, 2, 1] } });
  return [...out!.data];
}

describe('convertTfjs', () => {
  test('keeps the NHWC order of inputs and outputs', async () => {
    const { topology, bytes } = graph([], 'conv', []);
    const onnx = convertTfjs(topology, bytes, { name: 't', outputs: ['out'] });
    expect(await run(onnx, [1, 2, 3, 4])).toEqual([2, -1, 4, -2, 6, -3, 8, -4]);
  });

  test('gives the same bytes every time', () => {
    const { topology, bytes } = graph([], 'conv', []);
    const options = { name: 't', outputs: ['out'] };
    expect(convertTfjs(topology, bytes, options)).toEqual(convertTfjs(topology, bytes, options));
  });

  const preluTail = [
    { name: 'relu', op: 'Relu', input: ['conv'] },
    { name: 'abs', op: 'Abs', input: ['conv'] },
    { name: 'sub', op: 'Sub', input: ['conv', 'abs'] },
    { name: 'mul', op: 'Mul', input: ['c', 'sub'] },
    { name: 'sum', op: 'AddV2', input: ['relu', 'mul'] },
  ];
  const slopes = [{ name: 'c', shape: [2], values: [0.125, 0.25] }];

  test('the PReLU rewrite changes the operators, not the result', async () => {
    const { topology, bytes } = graph(preluTail, 'sum', slopes);
    const rewritten = convertTfjs(topology, bytes, { name: 't', outputs: ['out'] });
    // relu(y) + 2c·min(y, 0) for y = 2x and −x
    expect(await run(rewritten, [1, -2, 3, -4])).toEqual([2, -0.5, -1, 2, 6, -1.5, -2, 4]);
    expect(new TextDecoder('latin1').decode(rewritten)).not.toContain('Abs');
  });

  test('a Relu fused in front of a PReLU is taken back out, and the sign restored', async () => {
    const tail = preluTail.slice(1).map((node) => ({
      ...node,
      input: node.input.map((name) => name.replace('relu', 'conv')),
    }));
    const { topology, bytes } = graph(tail, 'sum', slopes);
    const damaged = JSON.parse(new TextDecoder().decode(topology));
    const conv = damaged.modelTopology.node.find((node: { name: string }) => node.name === 'conv');
    conv.op = '_FusedConv2D';
    conv.attr.fused_ops = { list: { s: [base64('Relu')] } };
    const options = { name: 't', outputs: ['out'] };
    const asPublished = convertTfjs(encode(damaged), bytes, options);
    expect(await run(asPublished, [1, -2, 3, -4])).toEqual([2, 0, 0, 2, 6, 0, 0, 4]);
    const repaired = convertTfjs(encode(damaged), bytes, { ...options, prelu: { scale: -2, unfuse: true } });
    expect(await run(repaired, [1, -2, 3, -4])).toEqual([2, 0.5, 1, 2, 6, 1.5, 2, 4]);
  });

  test('relu, minimum 6 and maximum 0 become one Clip', async () => {
    const tail = [
      { name: 'relu', op: 'Relu', input: ['conv'] },
      { name: 'low', op: 'Minimum', input: ['six', 'relu'] },
      { name: 'clip', op: 'Maximum', input: ['low', 'zero'] },
    ];
    const limits = [
      { name: 'six', shape: [], values: [6] },
      { name: 'zero', shape: [], values: [0] },
    ];
    const { topology, bytes } = graph(tail, 'clip', limits);
    const onnx = convertTfjs(topology, bytes, { name: 't', outputs: ['out'] });
    expect(await run(onnx, [1, 9, -3, -9])).toEqual([2, 0, 6, 0, 0, 3, 0, 6]);
    const text = new TextDecoder('latin1').decode(onnx);
    expect(text).toContain('Clip');
    expect(text).not.toContain('Min');
  });

  test('refuses unknown operators, missing outputs and weights of the wrong length', () => {
    const unknown = graph([{ name: 'y', op: 'Erf', input: ['conv'] }], 'y', []);
    const options = { name: 't', outputs: ['out'] };
    expect(() => convertTfjs(unknown.topology, unknown.bytes, options)).toThrow(ConversionError);
    const sound = graph([], 'conv', []);
    expect(() => convertTfjs(sound.topology, sound.bytes, { name: 't', outputs: ['other'] })).toThrow(
      ConversionError,
    );
    expect(() => convertTfjs(sound.topology, sound.bytes.subarray(4), options)).toThrow(ConversionError);
    expect(() => convertTfjs(encode('nonsense'), sound.bytes, options)).toThrow(ConversionError);
  });
});

test('half floats: one, the smallest, a negative, infinity', () => {
  expect([0x3c00, 0x0001, 0xc000, 0x7c00].map(halfToNumber)).toEqual([
    1,
    2 ** -24,
    -2,
    Number.POSITIVE_INFINITY,
  ]);
});

test('transpose moves axes', () => {
  const { shape, data } = transpose({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }, [1, 0]);
  expect(shape).toEqual([3, 2]);
  expect([...data]).toEqual([1, 4, 2, 5, 3, 6]);
});

describe('MiniFASNet from a PyTorch file', () => {
  const pth = syntheticMiniFasNet();

  test('reads names, shapes and values', () => {
    const state = readStateDictionary(pth);
    expect(state.get('conv1.conv.weight')?.shape).toEqual([4, 3, 3, 3]);
    expect(state.get('conv1.bn.running_var')?.data[0]).toBe(1);
  });

  test('builds a network whose logits follow the last layer', async () => {
    const session = await createSession(buildMiniFasNet(pth));
    const data = new Float32Array(3 * 80 * 80).fill(100);
    const { logits } = await runSession(session, { input: { data, dims: [1, 3, 80, 80] } });
    expect(logits!.dims).toEqual([1, 3]);
    // The synthetic last layer adds up the same features with weights 1, 2 and 3.
    const [one, two, three] = [...logits!.data];
    expect(one).not.toBe(0);
    expect(two! / one!).toBeCloseTo(2, 4);
    expect(three! / one!).toBeCloseTo(3, 4);
  });

  test('never runs what a pickle asks for', () => {
    const hostile = Buffer.concat([
      Buffer.from([0x80, 2]),
      Buffer.from('cos\nsystem\n(U\x02lstR.', 'latin1'),
    ]);
    expect(() => readStateDictionary(hostile)).toThrow(/refused to call os\.system/);
  });

  test('refuses cut-off and foreign files', () => {
    for (const bytes of [
      pth.subarray(0, pth.length - 3),
      pth.subarray(0, 40),
      new Uint8Array(),
      encode({}),
    ]) {
      expect(() => readStateDictionary(bytes)).toThrow(ConversionError);
    }
  });
});
