import { ConversionError } from './convert-tfjs.js';
import { elementCount, OnnxGraph } from './onnx-graph.js';
import { readStateDictionary } from './pytorch-state.js';
import type { DenseArray } from './transpose.js';

const INPUT_SIZE = 80;
/** PyTorch's default epsilon of batch normalisation. */
const EPSILON = 1e-5;

/** Residual groups and the halving blocks between them, in order. */
const TRUNK = [
  { down: 'conv_23', group: 'conv_3' },
  { down: 'conv_34', group: 'conv_4' },
  { down: 'conv_45', group: 'conv_5' },
] as const;

/**
 * Builds MiniFASNetV2 (minivision-ai, Silent-Face-Anti-Spoofing) from its PyTorch weights: input NCHW BGR
 * 0–255 at 80 px, output three logits of which the second means live. Block counts and widths are read off
 * the weights; batch norms are folded into the convolutions before them.
 *
 * @throws {ConversionError} when the file is no such state dictionary.
 */
export function buildMiniFasNet(pth: Uint8Array): Uint8Array {
  return new Builder(readStateDictionary(pth)).build();
}

interface ConvolutionOptions {
  readonly stride?: number;
  readonly pad?: number;
}

class Builder {
  readonly #graph = new OnnxGraph('minifasnet');
  constructor(private readonly weights: ReadonlyMap<string, DenseArray>) {}

  build(): Uint8Array {
    const graph = this.#graph;
    let x = graph.input('input', [3, INPUT_SIZE, INPUT_SIZE]);
    x = this.#activated(x, 'conv1', { stride: 2, pad: 1 });
    x = this.#activated(x, 'conv2_dw', { pad: 1 });
    for (const { down, group } of TRUNK) {
      x = this.#bottleneck(x, down, 2);
      for (let i = 0; this.weights.has(`${group}.model.${i}.conv.conv.weight`); i++) {
        x = graph.node('Add', [x, this.#bottleneck(x, `${group}.model.${i}`, 1)]);
      }
    }
    x = this.#activated(x, 'conv_6_sep');
    x = this.#linear(x, 'conv_6_dw');
    x = graph.node('Flatten', [x], { axis: 1 });

    const linear = this.#foldNorm('linear.weight', 'bn');
    x = graph.node('Gemm', [x, linear.weights, linear.bias], { transB: 1 });
    const prob = this.#weight('prob.weight');
    x = graph.node('Gemm', [x, graph.floats(prob.data, prob.shape)], { transB: 1 });
    graph.output('logits', x, [prob.shape[0]!]);
    return graph.encode();
  }

  /** Expand, depthwise 3×3, project: the bottleneck of MobileNetV2. */
  #bottleneck(x: string, prefix: string, stride: number): string {
    const expanded = this.#activated(x, `${prefix}.conv`);
    const filtered = this.#activated(expanded, `${prefix}.conv_dw`, { stride, pad: 1 });
    return this.#linear(filtered, `${prefix}.project`);
  }

  #activated(x: string, prefix: string, options?: ConvolutionOptions): string {
    const alpha = this.#weight(`${prefix}.prelu.weight`).data;
    const slope = this.#graph.floats(alpha, [alpha.length, 1, 1]);
    return this.#graph.node('PRelu', [this.#linear(x, prefix, options), slope]);
  }

  #linear(x: string, prefix: string, { stride = 1, pad = 0 }: ConvolutionOptions = {}): string {
    const [outChannels, perGroup, height, width] = this.#weight(`${prefix}.conv.weight`).shape;
    const { weights, bias } = this.#foldNorm(`${prefix}.conv.weight`, `${prefix}.bn`);
    return this.#graph.node('Conv', [x, weights, bias], {
      kernel_shape: [height!, width!],
      strides: [stride, stride],
      pads: [pad, pad, pad, pad],
      // Depthwise filters see one channel each; so would a full convolution of a grey picture, which this network has none of.
      group: perGroup === 1 ? outChannels! : 1,
    });
  }

  /** Weights scaled by a batch norm behind them, and the bias that remains. */
  #foldNorm(name: string, norm: string): { weights: string; bias: string } {
    const { data, shape } = this.#weight(name);
    const gamma = this.#weight(`${norm}.weight`).data;
    const beta = this.#weight(`${norm}.bias`).data;
    const mean = this.#weight(`${norm}.running_mean`).data;
    const variance = this.#weight(`${norm}.running_var`).data;
    const scale = gamma.map((g, channel) => g / Math.sqrt(variance[channel]! + EPSILON));
    const perChannel = elementCount(shape.slice(1));
    return {
      weights: this.#graph.floats(
        data.map((w, i) => w * scale[Math.floor(i / perChannel)]!),
        shape,
      ),
      bias: this.#graph.floats(beta.map((b, channel) => b - mean[channel]! * scale[channel]!)),
    };
  }

  #weight(name: string): DenseArray {
    const weight = this.weights.get(name);
    if (!weight) throw new ConversionError(`minifasnet: no weights called ${name}`);
    return weight;
  }
}
