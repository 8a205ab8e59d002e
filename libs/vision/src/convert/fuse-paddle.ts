import { ATTRIBUTE, FLOAT } from './onnx-graph.js';
import { decodeOnnxModel, encodeOnnxModel, type OnnxNode } from './onnx-proto.js';
import { OnnxRewriter } from './onnx-rewriter.js';

export interface PaddleFusion {
  /**
   * In place of a posterior for each of thousands of classes, give each step's best class (output `class`)
   * and its posterior (output `posterior`).
   */
  readonly bestClass: boolean;
}

/**
 * Rewrites a graph of Paddle's exporter into an equal one that runs about a third faster.
 *
 * PP-OCRv4's backbone (PP-LCNetV3) follows every convolution by a scalar scale and shift, a hard swish and
 * another scale and shift. Exported they are eight passes over the feature map, each leaving the runtime's blocked
 * layout. Three rewrites, none of which changes the function beyond rounding:
 *
 * 1. `x · clip(x + 3, 0, 6) / 6` becomes `x · HardSigmoid(x)`, which the runtime fuses;
 * 2. a scalar scale and shift becomes a batch normalisation, which it folds into the convolution before it;
 * 3. a batch normalisation in front of an unpadded convolution is folded into that one's weights.
 */
export function fusePaddle(onnx: Uint8Array, { bestClass }: PaddleFusion): Uint8Array {
  const model = decodeOnnxModel(onnx);
  const graph = new OnnxRewriter(model.graph);
  for (const node of graph.nodes('Div')) fuseHardSwish(graph, node);
  for (const node of graph.nodes('Add')) normalise(graph, node);
  for (const node of graph.nodes('BatchNormalization')) foldForwards(graph, node);
  graph.finish();
  if (bestClass) model.graph.output = appendBestClass(model.graph.node);
  return encodeOnnxModel(model);
}

/** `x + 3 → clip → · x → / 6`. The clip's limits are 0 and 6 in everything that Paddle exports in this shape. */
function fuseHardSwish(graph: OnnxRewriter, div: OnnxNode): void {
  if (graph.scalar(div.input[1]) !== 6) return;
  const mul = graph.producer(div.input[0], 'Mul');
  const clip = mul?.input.map((name) => graph.producer(name, 'Clip')).find((node) => node !== null);
  const add = clip && graph.producer(clip.input[0], 'Add');
  const x = add?.input[0];
  if (!mul || !clip || x === undefined || !mul.input.includes(x) || graph.scalar(add?.input[1]) !== 3) return;
  const [output] = div.output;
  const gate = `${output}.gate`;
  graph.replace(div, [
    {
      opType: 'HardSigmoid',
      input: [x],
      output: [gate],
      attribute: [float('alpha', 1 / 6), float('beta', 0.5)],
    },
    { opType: 'Mul', input: [x, gate], output: [output!], attribute: [] },
  ]);
}

/** `scale · x`, then `+ shift`, both scalars. */
function normalise(graph: OnnxRewriter, add: OnnxNode): void {
  const shift = graph.scalarAndRest(add);
  const mul = shift && graph.producer(shift.rest, 'Mul');
  const scale = mul && graph.scalarAndRest(mul);
  const channels = scale && graph.channelsOf(scale.rest);
  if (!shift || !mul || !scale || !channels || graph.consumers(mul.output[0]).length !== 1) return;
  const [output] = add.output;
  const vector = (name: string, value: number) =>
    graph.addFloats(`${output}.${name}`, [channels], new Float32Array(channels).fill(value));
  graph.replace(add, [
    {
      opType: 'BatchNormalization',
      input: [
        scale.rest,
        vector('scale', scale.value),
        vector('shift', shift.value),
        vector('mean', 0),
        vector('variance', 1),
      ],
      output: [output!],
      attribute: [float('epsilon', 0)],
    },
  ]);
}

/**
 * Into the weights of the convolutions that follow. Padding is added after the shift, so the shift of a padded
 * convolution's input is no constant of its output; and only normalisations made above are known to have mean 0 and
 * variance 1.
 */
function foldForwards(graph: OnnxRewriter, node: OnnxNode): void {
  const [x, scaleName, shiftName, mean] = node.input;
  const [output] = node.output;
  const convolutions = graph.consumers(output);
  if (mean !== `${output}.mean` || graph.producer(x, 'Conv') || convolutions.length === 0) return;
  const isUnpadded = (conv: OnnxNode) =>
    conv.opType === 'Conv' &&
    conv.attribute.every(
      ({ name, i, ints }) => (name !== 'pads' || ints.every((n) => n === 0)) && (name !== 'group' || i === 1),
    );
  if (!convolutions.every(isUnpadded)) return;
  const scale = graph.floats(scaleName)!.values[0]!;
  const shift = graph.floats(shiftName)!.values[0]!;
  for (const conv of convolutions) {
    const weights = graph.floats(conv.input[1]);
    if (!weights) throw new Error(`${conv.output[0]}: the weights are no constant`);
    const [outputs] = weights.dims as [number];
    const before = graph.floats(conv.input[2])?.values ?? new Float32Array(outputs);
    const perOutput = weights.values.length / outputs;
    const bias = before.map((value, o) => {
      let sum = 0;
      for (let k = o * perOutput; k < (o + 1) * perOutput; k++) sum += weights.values[k]!;
      return value + shift * sum;
    });
    const name = conv.output[0]!;
    conv.input = [
      x!,
      graph.addFloats(
        `${name}.weights`,
        weights.dims,
        weights.values.map((w) => w * scale),
      ),
      graph.addFloats(`${name}.bias`, [outputs], bias),
    ];
  }
}

/** Nodes and outputs for the best class of every step of the last node's posteriors `[batch, steps, classes]`. */
function appendBestClass(nodes: OnnxNode[]): unknown[] {
  const posteriors = nodes.at(-1)?.output[0];
  if (posteriors === undefined || nodes.at(-1)?.opType !== 'Softmax') {
    throw new Error('the graph does not end in posteriors');
  }
  const last = { name: 'axis', i: 2, ints: [], type: ATTRIBUTE.int };
  const flat = { name: 'keepdims', i: 0, ints: [], type: ATTRIBUTE.int };
  nodes.push(
    {
      opType: 'ReduceMax',
      input: [posteriors],
      output: ['posterior'],
      attribute: [{ name: 'axes', ints: [2], type: ATTRIBUTE.ints }, flat],
    },
    { opType: 'ArgMax', input: [posteriors], output: ['class.index'], attribute: [last, flat] },
    {
      opType: 'Cast',
      input: ['class.index'],
      output: ['class'],
      attribute: [{ name: 'to', i: FLOAT, ints: [], type: ATTRIBUTE.int }],
    },
  );
  return ['posterior', 'class'].map((name) => ({
    name,
    type: { tensorType: { elemType: FLOAT, shape: { dim: [{ dimParam: 'batch' }, { dimParam: 'steps' }] } } },
  }));
}

const float = (name: string, f: number) => ({ name, f, ints: [], type: ATTRIBUTE.float });
