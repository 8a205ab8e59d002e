import { elementCount, type OnnxGraph } from './onnx-graph.js';
import { type DenseArray, transpose } from './transpose.js';

/** Axis order from TensorFlow's picture layout (NHWC) to ONNX's (NCHW), and back. */
const TO_NCHW = [0, 3, 1, 2];
const TO_NHWC = [0, 2, 3, 1];

/**
 * A value of the graph under conversion. `shape` is always TensorFlow's (NHWC), its batch size −1; a
 * tensor's `planar` says whether the ONNX tensor of that name is held in NCHW. Transposes are written
 * only where an operator insists on the other layout, which in a convolutional network is at its ends.
 */
export type Value =
  | ({ readonly kind: 'constant' } & DenseArray)
  | {
      readonly kind: 'tensor';
      readonly name: string;
      readonly shape: readonly number[];
      readonly planar: boolean;
    }
  /** Zeros around another value: a convolution takes them as its own padding, others write a Pad. */
  | {
      readonly kind: 'padded';
      readonly source: Value;
      readonly shape: readonly number[];
      /** Zeros before and after each axis of `shape`. */
      readonly pads: readonly (readonly [before: number, after: number])[];
    };

/** Writes values into the graph in the layout an operator needs, each at most once. */
export class Layouts {
  readonly #written = new Map<string, string>();
  readonly #ids = new WeakMap<Value, number>();
  #count = 0;

  constructor(private readonly graph: OnnxGraph) {}

  /** The value as an NCHW tensor. */
  planar(value: Value): string {
    if (value.kind === 'padded') return this.tensor(value).name;
    if (value.kind === 'tensor' && value.planar) return value.name;
    return this.#once(value, 'planar', () =>
      value.kind === 'constant'
        ? this.graph.floats(
            transpose(value, TO_NCHW).data,
            TO_NCHW.map((axis) => value.shape[axis]!),
          )
        : this.graph.node('Transpose', [value.name], { perm: TO_NCHW }),
    );
  }

  /** The value in TensorFlow's own axis order. */
  plain(value: Value): string {
    if (value.kind === 'padded') return this.plain(this.tensor(value));
    if (value.kind === 'tensor' && !value.planar) return value.name;
    return this.#once(value, 'plain', () => {
      if (value.kind === 'constant') return this.graph.floats(value.data, value.shape);
      const [, height, width, channels] = value.shape;
      // A single pixel has the same bytes in either layout.
      if (height === 1 && width === 1) {
        return this.graph.node('Reshape', [value.name, this.graph.ints([-1, 1, 1, channels!])]);
      }
      return this.graph.node('Transpose', [value.name], { perm: TO_NHWC });
    });
  }

  /** A constant shaped to broadcast against an NCHW tensor. */
  planarConstant(value: DenseArray): string {
    if (value.data.length === 1) return this.graph.floats(value.data, []);
    const shape = [...new Array<number>(4 - value.shape.length).fill(1), ...value.shape];
    const { data, shape: planarShape } = transpose({ shape, data: value.data }, TO_NCHW);
    return this.graph.floats(data, planarShape.slice(1));
  }

  /** A value whose operator is written: pads are no longer pending. */
  tensor(value: Value): Extract<Value, { kind: 'tensor' }> {
    if (value.kind === 'tensor') return value;
    const { shape } = value;
    const planar = value.kind === 'padded' && shape.length === 4;
    const name = this.#once(value, 'tensor', () => {
      if (value.kind === 'constant') return this.graph.floats(value.data, shape);
      const order = planar ? TO_NCHW : shape.map((_, axis) => axis);
      const pads = [0, 1].flatMap((side) => order.map((axis) => value.pads[axis]![side]!));
      const source = planar ? this.planar(value.source) : this.plain(value.source);
      return this.graph.node('Pad', [source, this.graph.ints(pads), this.graph.floats([0], [])], {
        mode: 'constant',
      });
    });
    return { kind: 'tensor', name, shape, planar };
  }

  #once(value: Value, layout: string, write: () => string): string {
    let id = value.kind === 'tensor' ? value.name : this.#ids.get(value);
    if (id === undefined) {
      id = this.#count++;
      this.#ids.set(value, id);
    }
    const key = `${id}:${layout}`;
    let name = this.#written.get(key);
    if (name === undefined) {
      name = write();
      this.#written.set(key, name);
    }
    return name;
  }
}

/** The shape of two values after NumPy-style broadcasting. */
export function broadcastShape(p: readonly number[], q: readonly number[]): number[] {
  const rank = Math.max(p.length, q.length);
  return Array.from({ length: rank }, (_, i) => {
    const x = p[p.length - rank + i] ?? 1;
    const y = q[q.length - rank + i] ?? 1;
    return x === 1 ? y : x;
  });
}

/** TensorFlow's SAME padding on one axis: output size and zeros before and after (more after). */
export function samePadding(size: number, kernel: number, stride: number, dilation = 1) {
  const out = Math.ceil(size / stride);
  const total = Math.max(0, (out - 1) * stride + (kernel - 1) * dilation + 1 - size);
  return { out, before: total >> 1, after: total - (total >> 1) };
}

/** Resolves a reshape target against a shape whose batch size is open (−1); the result keeps it open. */
export function reshapeTarget(shape: readonly number[], target: readonly number[]): number[] {
  const perItem = elementCount(shape.slice(1));
  const rest = target.slice(1);
  const open = rest.indexOf(-1);
  if (open >= 0) rest[open] = perItem / elementCount(rest.filter((size) => size !== -1));
  if (elementCount(rest) !== perItem) throw new RangeError(`cannot reshape [${shape}] to [${target}]`);
  return [-1, ...rest];
}

/** What an operator's conversion writes into. */
export interface Target {
  readonly graph: OnnxGraph;
  readonly layouts: Layouts;
}

/** An input of an operator. */
export function input(inputs: readonly Value[], index: number): Value {
  const value = inputs[index];
  if (!value) throw new Error(`input ${index} is missing`);
  return value;
}

/** An input that must be known at conversion time. */
export function constant(inputs: readonly Value[], index: number): DenseArray {
  const value = input(inputs, index);
  if (value.kind !== 'constant') throw new Error(`input ${index} is not constant`);
  return value;
}
