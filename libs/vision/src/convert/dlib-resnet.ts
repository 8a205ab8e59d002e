import { ConversionError } from './convert-tfjs.js';
import { elementCount, OnnxGraph } from './onnx-graph.js';
import { readTfjsWeights, WeightsManifestSchema } from './tfjs-weights.js';
import { type DenseArray, transpose } from './transpose.js';

/** Pixel mean per channel (RGB) that dlib subtracts. */
const MEAN = [122.782, 117.001, 104.298];
/** face-api's scale; dlib's own is 1/256. Embeddings of either kind may not be mixed. */
const DIVISOR = 255;
const INPUT_SIZE = 150;
const DIMENSIONS = 128;

/** The residual stages after the stem: channels, whether the first block halves, plain blocks after it. */
const STAGES = [
  { prefix: 'conv32', channels: 32, down: [], plain: 3 },
  { prefix: 'conv64', channels: 64, down: ['conv64_down'], plain: 3 },
  { prefix: 'conv128', channels: 128, down: ['conv128_down'], plain: 2 },
  { prefix: 'conv256', channels: 256, down: ['conv256_down'], plain: 2 },
  { prefix: 'conv256_out', channels: 256, down: ['conv256_down_out'], plain: 0 },
] as const;

/**
 * Builds dlib's face recognition network — a ResNet of 29 layers, input NCHW RGB 0–255 at 150 px, output
 * a 128-number descriptor — from the weights face-api ships. Only weights are published, so the topology
 * is written here after dlib's definition. Batch norms, stored as scale and bias per channel, are folded
 * into the convolutions before them.
 *
 * @throws {ConversionError} when the files are damaged.
 */
export function buildDlibResnet(manifest: Uint8Array, weightBytes: Uint8Array): Uint8Array {
  const spec = WeightsManifestSchema.safeParse(JSON.parse(new TextDecoder().decode(manifest)));
  if (!spec.success) throw new ConversionError('dlib-resnet: not a weights manifest');
  return new Builder(readTfjsWeights(spec.data, weightBytes)).build();
}

/** A tensor under construction and what shortcuts need to know of it. */
interface Features {
  readonly name: string;
  readonly size: number;
  readonly channels: number;
}

class Builder {
  readonly #graph = new OnnxGraph('dlib-resnet');
  constructor(private readonly weights: ReadonlyMap<string, DenseArray>) {}

  build(): Uint8Array {
    const graph = this.#graph;
    const input = graph.input('input', [3, INPUT_SIZE, INPUT_SIZE]);
    const centred = graph.node('Sub', [input, graph.floats(MEAN, [3, 1, 1])]);
    const scaled = graph.node('Div', [centred, graph.floats([DIVISOR], [])]);

    const stem = this.#relu(this.#convolution(scaled, 'conv32_down', 2));
    const pooled = graph.node('MaxPool', [stem], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      pads: [0, 0, 0, 0],
    });
    let x: Features = { name: pooled, size: halved(halved(INPUT_SIZE, 7), 3), channels: 32 };
    for (const stage of STAGES) {
      for (const prefix of stage.down) x = this.#downBlock(x, prefix, stage.channels);
      for (let block = 1; block <= stage.plain; block++) x = this.#plainBlock(x, `${stage.prefix}_${block}`);
    }

    const mean = graph.node('ReduceMean', [x.name], { axes: [2, 3], keepdims: 0 });
    const fc = this.#weight('fc');
    graph.output('descriptor', graph.node('MatMul', [mean, graph.floats(fc.data, fc.shape)]), [DIMENSIONS]);
    return graph.encode();
  }

  #plainBlock(x: Features, prefix: string): Features {
    const residual = this.#residual(x.name, prefix, 1);
    return { ...x, name: this.#relu(this.#graph.node('Add', [residual, x.name])) };
  }

  /** A halving block: the shortcut is average-pooled, and both branches are filled with zeros to match. */
  #downBlock(x: Features, prefix: string, channels: number): Features {
    const residualSize = halved(x.size, 3);
    const size = halved(x.size, 2);
    const residual = this.#residual(x.name, prefix, 2);
    const pooled = this.#graph.node('AveragePool', [x.name], {
      kernel_shape: [2, 2],
      strides: [2, 2],
      pads: [0, 0, 0, 0],
    });
    const sum = this.#graph.node('Add', [
      this.#appendZeros(pooled, channels - x.channels, 0),
      this.#appendZeros(residual, 0, size - residualSize),
    ]);
    return { name: this.#relu(sum), size, channels };
  }

  #residual(x: string, prefix: string, stride: number): string {
    const first = this.#relu(this.#convolution(x, `${prefix}/conv1`, stride));
    return this.#convolution(first, `${prefix}/conv2`, 1);
  }

  #convolution(x: string, prefix: string, stride: number): string {
    const filters = transpose(this.#weight(`${prefix}/conv/filters`), [3, 2, 0, 1]);
    const bias = this.#weight(`${prefix}/conv/bias`).data;
    const scale = this.#weight(`${prefix}/scale/weights`).data;
    const shift = this.#weight(`${prefix}/scale/biases`).data;
    const perFilter = elementCount(filters.shape.slice(1));
    const weights = filters.data.map((w, i) => w * scale[Math.floor(i / perFilter)]!);
    const biases = bias.map((b, channel) => b * scale[channel]! + shift[channel]!);
    const kernel = filters.shape[2]!;
    // dlib pads stride-1 convolutions to keep the size and leaves halving ones unpadded.
    const pad = stride === 1 ? (kernel - 1) / 2 : 0;
    return this.#graph.node(
      'Conv',
      [x, this.#graph.floats(weights, filters.shape), this.#graph.floats(biases)],
      {
        kernel_shape: [kernel, kernel],
        strides: [stride, stride],
        pads: [pad, pad, pad, pad],
      },
    );
  }

  #appendZeros(x: string, channels: number, pixels: number): string {
    if (channels === 0 && pixels === 0) return x;
    const pads = this.#graph.ints([0, 0, 0, 0, 0, channels, pixels, pixels]);
    return this.#graph.node('Pad', [x, pads, this.#graph.floats([0], [])], { mode: 'constant' });
  }

  #relu(x: string): string {
    return this.#graph.node('Relu', [x]);
  }

  #weight(name: string): DenseArray {
    const weight = this.weights.get(name);
    if (!weight) throw new ConversionError(`dlib-resnet: no weights called ${name}`);
    return weight;
  }
}

/** Size after an unpadded window of `kernel` pixels at stride 2. */
function halved(size: number, kernel: number): number {
  return Math.floor((size - kernel) / 2) + 1;
}
