import { convolution, maxPool } from './tfjs-convolutions.js';
import { flagOf, fusedOps, integersOf, type TfNode } from './tfjs-graph.js';
import { broadcastShape, constant, input, reshapeTarget, type Target, type Value } from './tfjs-values.js';
import type { DenseArray } from './transpose.js';

type Operator = (target: Target, node: TfNode, inputs: readonly Value[]) => Value;
type TensorValue = Extract<Value, { kind: 'tensor' }>;

/**
 * The TensorFlow operators the shipped models are made of. `Const` and `Placeholder` are the converter's
 * own business.
 */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  Identity: (_, __, inputs) => input(inputs, 0),
  Conv2D: (target, node, inputs) => convolution(target, node, inputs, { depthwise: false, bias: false }),
  DepthwiseConv2dNative: (target, node, inputs) =>
    convolution(target, node, inputs, { depthwise: true, bias: false }),
  _FusedConv2D: (target, node, inputs) => fused(target, node, inputs, false),
  FusedDepthwiseConv2dNative: (target, node, inputs) => fused(target, node, inputs, true),
  Relu: elementwise('Relu'),
  Sigmoid: elementwise('Sigmoid'),
  Abs: elementwise('Abs'),
  Relu6: (target, _, inputs) => activate(target, 'Relu6', input(inputs, 0)),
  Prelu: (target, _, inputs) => prelu(target, target.layouts.tensor(input(inputs, 0)), constant(inputs, 1)),
  Square: ({ graph, layouts }, _, inputs) => {
    const x = layouts.tensor(input(inputs, 0));
    return { ...x, name: graph.node('Mul', [x.name, x.name]) };
  },
  Rsqrt: ({ graph, layouts }, _, inputs) => {
    const x = layouts.tensor(input(inputs, 0));
    return { ...x, name: graph.node('Reciprocal', [graph.node('Sqrt', [x.name])]) };
  },
  Add: binary('Add'),
  AddV2: binary('Add'),
  BiasAdd: binary('Add'),
  Sub: binary('Sub'),
  Mul: binary('Mul'),
  Maximum: binary('Max'),
  Minimum: binary('Min'),
  MaxPool: (target, node, inputs) => maxPool(target, node, input(inputs, 0)),
  Pad: (_, __, inputs) => {
    const source = input(inputs, 0);
    const { data } = constant(inputs, 1);
    const pads = source.shape.map((_, axis) => [data[2 * axis]!, data[2 * axis + 1]!] as const);
    const shape = source.shape.map((size, axis) =>
      axis === 0 ? size : size + pads[axis]![0] + pads[axis]![1],
    );
    return { kind: 'padded', source, shape, pads };
  },
  Sum: ({ graph, layouts }, node, inputs) => {
    const x = input(inputs, 0);
    const axes = [...constant(inputs, 1).data].map((axis) => (axis < 0 ? axis + x.shape.length : axis));
    const keepdims = flagOf(node, 'keep_dims');
    const shape = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    return {
      kind: 'tensor',
      name: graph.node('ReduceSum', [layouts.plain(x), graph.ints(axes)], { keepdims: keepdims ? 1 : 0 }),
      shape: keepdims ? shape : shape.filter((_, axis) => !axes.includes(axis)),
      planar: false,
    };
  },
  Reshape: (target, _, inputs) => {
    const x = input(inputs, 0);
    return reshape(target, x, reshapeTarget(x.shape, [...constant(inputs, 1).data]));
  },
  Squeeze: (target, node, inputs) => {
    const x = input(inputs, 0);
    const axes = integersOf(node, 'squeeze_dims').map((axis) => (axis < 0 ? axis + x.shape.length : axis));
    const removed = (size: number, axis: number) => (axes.length > 0 ? axes.includes(axis) : size === 1);
    return reshape(
      target,
      x,
      x.shape.filter((size, axis) => !removed(size, axis)),
    );
  },
};

function fused(target: Target, node: TfNode, inputs: readonly Value[], depthwise: boolean): Value {
  const operators = fusedOps(node);
  let value = convolution(target, node, inputs, { depthwise, bias: operators.includes('BiasAdd') });
  for (const operator of operators) {
    if (operator === 'BiasAdd' || operator === 'Linear') continue;
    value =
      operator === 'Prelu' ? prelu(target, value, constant(inputs, 3)) : activate(target, operator, value);
  }
  return value;
}

function activate({ graph, layouts }: Target, kind: string, value: Value): TensorValue {
  const x = layouts.tensor(value);
  switch (kind) {
    case 'Relu':
      return { ...x, name: graph.node('Relu', [x.name]) };
    case 'Relu6':
      return { ...x, name: graph.node('Clip', [x.name, graph.floats([0], []), graph.floats([6], [])]) };
    default:
      throw new Error(`unsupported activation ${kind}`);
  }
}

/**
 * PReLU as y + (1 − a)·relu(−y), both products being 1×1 depthwise convolutions.
 *
 * The runtime's own PRelu kernel for processors takes three to four times as long, because it leaves the
 * blocked channel layout its convolutions work in.
 */
function prelu({ graph, layouts }: Target, x: TensorValue, alpha: DenseArray): TensorValue {
  const channels = x.shape.at(-1)!;
  if (!x.planar || alpha.data.length !== channels) {
    const slope = x.planar ? layouts.planarConstant(alpha) : graph.floats(alpha.data, alpha.shape);
    return { ...x, name: graph.node('PRelu', [x.name, slope]) };
  }
  const perChannel = (name: string, weights: Float32Array) =>
    graph.node('Conv', [name, graph.floats(weights, [channels, 1, 1, 1])], {
      kernel_shape: [1, 1],
      strides: [1, 1],
      pads: [0, 0, 0, 0],
      group: channels,
    });
  const negative = graph.node('Relu', [perChannel(x.name, new Float32Array(channels).fill(-1))]);
  const lifted = perChannel(
    negative,
    alpha.data.map((a) => 1 - a),
  );
  return { ...x, name: graph.node('Add', [x.name, lifted]) };
}

function elementwise(op: string): Operator {
  return ({ graph, layouts }, _, inputs) => {
    const x = layouts.tensor(input(inputs, 0));
    return { ...x, name: graph.node(op, [x.name]) };
  };
}

function binary(op: string): Operator {
  return ({ graph, layouts }, _, inputs) => {
    const [p, q] = [input(inputs, 0), input(inputs, 1)];
    const shape = broadcastShape(p.shape, q.shape);
    const isPlanar = (value: Value) => value.kind === 'padded' || (value.kind === 'tensor' && value.planar);
    const planar = shape.length === 4 && (isPlanar(p) || isPlanar(q));
    const operand = (value: Value) => {
      if (!planar) return layouts.plain(value);
      return value.kind === 'constant' ? layouts.planarConstant(value) : layouts.planar(value);
    };
    return { kind: 'tensor', name: graph.node(op, [operand(p), operand(q)]), shape, planar };
  };
}

function reshape({ graph, layouts }: Target, value: Value, shape: readonly number[]): TensorValue {
  const x = layouts.tensor(value);
  // A single pixel has the same bytes in either layout, so the transpose can be saved.
  const source = x.planar && x.shape[1] === 1 && x.shape[2] === 1 ? x.name : layouts.plain(x);
  return { kind: 'tensor', name: graph.node('Reshape', [source, graph.ints(shape)]), shape, planar: false };
}
