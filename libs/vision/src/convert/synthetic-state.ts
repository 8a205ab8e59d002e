/**
 * Writes PyTorch state dictionaries in the format `readStateDictionary` reads, so that the reader and the
 * network builder can be tested without anybody's weights.
 */
export interface StateTensor {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const PROTOCOL = [0x80, 2];
const STOP = [0x2e];

/** A legacy `.pth` file holding the given tensors as 32-bit floats, under `module.` names. */
export function writeStateDictionary(tensors: Readonly<Record<string, StateTensor>>): Uint8Array {
  const names = Object.keys(tensors);
  const entries = Object.entries(tensors).map(([name, { shape, values }], index) => [
    ...text(`module.${name}`),
    ...global('torch._utils', '_rebuild_tensor_v2'),
    ...tuple(
      [
        ...tuple(
          text('storage'),
          global('torch', 'FloatStorage'),
          text(`${index}`),
          text('cpu'),
          int(values.length),
        ),
        0x51,
      ],
      int(0),
      tuple(...shape.map(int)),
      tuple(...shape.map(() => int(1))),
      [0x89],
    ),
    0x52,
  ]);
  const dictionary = [
    ...PROTOCOL,
    ...global('collections', 'OrderedDict'),
    0x29,
    0x52,
    0x28,
    ...entries.flat(),
    0x75,
  ];
  const keys = [...PROTOCOL, 0x5d, 0x28, ...names.flatMap((_, index) => text(`${index}`)), 0x65];
  const storages = Object.values(tensors).map(({ values }) => {
    const length = Buffer.alloc(8);
    length.writeBigInt64LE(BigInt(values.length));
    return Buffer.concat([length, Buffer.from(Float32Array.from(values).buffer)]);
  });
  const empty = [...PROTOCOL, 0x4e, ...STOP];
  return Buffer.concat([
    Buffer.from([...empty, ...empty, ...empty, ...dictionary, ...STOP, ...keys, ...STOP]),
    ...storages,
  ]);
}

/** A MiniFASNet of four channels with small deterministic weights; its last layer has rows of 1, 2 and 3. */
export function syntheticMiniFasNet(): Uint8Array {
  const state: Record<string, StateTensor> = {};
  const fill = (shape: number[], value: (i: number) => number): StateTensor => ({
    shape,
    values: Array.from({ length: shape.reduce((p, q) => p * q, 1) }, (_, i) => value(i)),
  });
  const norm = (prefix: string, channels: number) => {
    state[`${prefix}.weight`] = fill([channels], () => 1);
    state[`${prefix}.bias`] = fill([channels], () => 0.1);
    state[`${prefix}.running_mean`] = fill([channels], () => 0);
    state[`${prefix}.running_var`] = fill([channels], () => 1);
  };
  const convolution = (prefix: string, shape: number[], activated = true) => {
    state[`${prefix}.conv.weight`] = fill(shape, (i) => ((i * 7) % 5) / 10);
    norm(`${prefix}.bn`, shape[0]!);
    if (activated) state[`${prefix}.prelu.weight`] = fill([shape[0]!], () => 0.25);
  };
  const bottleneck = (prefix: string) => {
    convolution(`${prefix}.conv`, [4, 4, 1, 1]);
    convolution(`${prefix}.conv_dw`, [4, 1, 3, 3]);
    convolution(`${prefix}.project`, [4, 4, 1, 1], false);
  };
  convolution('conv1', [4, 3, 3, 3]);
  convolution('conv2_dw', [4, 1, 3, 3]);
  for (const prefix of ['conv_23', 'conv_3.model.0', 'conv_34', 'conv_45']) bottleneck(prefix);
  convolution('conv_6_sep', [4, 4, 1, 1]);
  convolution('conv_6_dw', [4, 1, 5, 5], false);
  state['linear.weight'] = fill([6, 4], (i) => (i % 3) / 10);
  norm('bn', 6);
  state['prob.weight'] = fill([3, 6], (i) => 1 + Math.floor(i / 6));
  return writeStateDictionary(state);
}

function text(value: string): number[] {
  const bytes = [...Buffer.from(value)];
  return [0x58, bytes.length, 0, 0, 0, ...bytes];
}

function int(value: number): number[] {
  return [0x4a, value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff];
}

function tuple(...items: number[][]): number[] {
  return [0x28, ...items.flat(), 0x74];
}

function global(module: string, name: string): number[] {
  return [0x63, ...Buffer.from(`${module}\n${name}\n`)];
}
