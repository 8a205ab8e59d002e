import { integersOf, type TfNode, textOf } from './tfjs-graph.js';
import { constant, samePadding, type Target, type Value } from './tfjs-values.js';
import { transpose } from './transpose.js';

type TensorValue = Extract<Value, { kind: 'tensor' }>;
type Pads = readonly [top: number, left: number, bottom: number, right: number];

const NO_PADS: Pads = [0, 0, 0, 0];

/**
 * Writes a convolution. Filters come as [height, width, in, out] — depthwise ones as
 * [height, width, channels, multiplier] — and leave as [out, in per group, height, width].
 */
export function convolution(
  { graph, layouts }: Target,
  node: TfNode,
  inputs: readonly Value[],
  options: { readonly depthwise: boolean; readonly bias: boolean },
): TensorValue {
  let source = inputs[0]!;
  const filter = constant(inputs, 1);
  const [kernelHeight, kernelWidth, inChannels, multiplicity] = filter.shape as [
    number,
    number,
    number,
    number,
  ];
  const [, strideY, strideX] = integersOf(node, 'strides') as [number, number, number];
  const [, dilationY = 1, dilationX = 1] = integersOf(node, 'dilations');
  const [, height, width] = source.shape as [number, number, number];

  let pads: Pads = NO_PADS;
  let outHeight: number;
  let outWidth: number;
  if (textOf(node, 'padding') === 'SAME') {
    const y = samePadding(height, kernelHeight, strideY, dilationY);
    const x = samePadding(width, kernelWidth, strideX, dilationX);
    pads = [y.before, x.before, y.after, x.after];
    outHeight = y.out;
    outWidth = x.out;
  } else {
    requireValidPadding(node);
    outHeight = Math.floor((height - (kernelHeight - 1) * dilationY - 1) / strideY) + 1;
    outWidth = Math.floor((width - (kernelWidth - 1) * dilationX - 1) / strideX) + 1;
  }
  const around = spatialPads(source);
  if (around && pads.every((pad) => pad === 0)) {
    source = around.source;
    pads = around.pads;
  }

  const outChannels = options.depthwise ? inChannels * multiplicity : multiplicity;
  const weights = options.depthwise
    ? graph.floats(transpose(filter, [2, 3, 0, 1]).data, [outChannels, 1, kernelHeight, kernelWidth])
    : graph.floats(transpose(filter, [3, 2, 0, 1]).data, [
        outChannels,
        inChannels,
        kernelHeight,
        kernelWidth,
      ]);
  const operands = [layouts.planar(source), weights];
  if (options.bias) operands.push(graph.floats(constant(inputs, 2).data, [outChannels]));
  const name = graph.node('Conv', operands, {
    kernel_shape: [kernelHeight, kernelWidth],
    strides: [strideY, strideX],
    dilations: [dilationY, dilationX],
    pads,
    group: options.depthwise ? inChannels : 1,
  });
  return { kind: 'tensor', name, shape: [source.shape[0]!, outHeight, outWidth, outChannels], planar: true };
}

/** Writes a max pooling. */
export function maxPool({ graph, layouts }: Target, node: TfNode, source: Value): TensorValue {
  const [, kernelHeight, kernelWidth] = integersOf(node, 'ksize') as [number, number, number];
  const [, strideY, strideX] = integersOf(node, 'strides') as [number, number, number];
  const [batch, height, width, channels] = source.shape as [number, number, number, number];
  let pads: Pads = NO_PADS;
  let outHeight = Math.floor((height - kernelHeight) / strideY) + 1;
  let outWidth = Math.floor((width - kernelWidth) / strideX) + 1;
  if (textOf(node, 'padding') === 'SAME') {
    const y = samePadding(height, kernelHeight, strideY);
    const x = samePadding(width, kernelWidth, strideX);
    pads = [y.before, x.before, y.after, x.after];
    outHeight = y.out;
    outWidth = x.out;
  } else requireValidPadding(node);
  const name = graph.node('MaxPool', [layouts.planar(source)], {
    kernel_shape: [kernelHeight, kernelWidth],
    strides: [strideY, strideX],
    pads,
  });
  return { kind: 'tensor', name, shape: [batch, outHeight, outWidth, channels], planar: true };
}

function requireValidPadding(node: TfNode): void {
  const padding = textOf(node, 'padding');
  if (padding !== 'VALID') throw new Error(`unsupported padding ${padding} in ${node.name}`);
}

/** The zeros around a picture when its batch and channel axes have none, else undefined. */
function spatialPads(value: Value): { source: Value; pads: Pads } | undefined {
  if (value.kind !== 'padded' || value.pads.length !== 4) return undefined;
  const [batch, vertical, horizontal, channels] = value.pads as [Pair, Pair, Pair, Pair];
  if ([...batch, ...channels].some((zeros) => zeros !== 0)) return undefined;
  return { source: value.source, pads: [vertical[0], horizontal[0], vertical[1], horizontal[1]] };
}

type Pair = readonly [before: number, after: number];
