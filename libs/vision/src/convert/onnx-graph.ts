import { encodeOnnxModel } from './onnx-proto.js';

/** ONNX element types (TensorProto.DataType). */
export const FLOAT = 1;
const INT64 = 7;
/** ONNX attribute types (AttributeProto.AttributeType). */
export const ATTRIBUTE = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** Operator set 17: the newest whose reduce operators still take their axes as attributes. */
const OPSET = 17;
const IR_VERSION = 8;

/** A float attribute; plain numbers are integers in ONNX attributes. */
export interface FloatAttribute {
  readonly float: number;
}
export type Attributes = Readonly<Record<string, number | string | readonly number[] | FloatAttribute>>;

/**
 * Collects operators, constants, inputs and outputs of a graph and writes them as an ONNX file.
 * Tensors are handed around by name. Names are numbered, so that equal calls give equal bytes.
 */
export class OnnxGraph {
  readonly #nodes: Record<string, unknown>[] = [];
  readonly #initializers: Record<string, unknown>[] = [];
  readonly #inputs: Record<string, unknown>[] = [];
  readonly #outputs: Record<string, unknown>[] = [];
  #count = 0;

  constructor(private readonly name: string) {}

  /** Declares a float input; the batch size is left open. Returns its name. */
  input(name: string, sizesAfterBatch: readonly number[]): string {
    this.#inputs.push(valueInfo(name, sizesAfterBatch));
    return name;
  }

  /** Declares that `tensor` is a float output called `name`. */
  output(name: string, tensor: string, sizesAfterBatch: readonly number[]): void {
    this.node('Identity', [tensor], {}, name);
    this.#outputs.push(valueInfo(name, sizesAfterBatch));
  }

  /** Adds an operator with one output and returns the output's name. */
  node(op: string, inputs: readonly string[], attributes: Attributes = {}, output = this.#fresh(op)): string {
    this.#nodes.push({
      input: inputs,
      output: [output],
      name: output,
      opType: op,
      attribute: Object.entries(attributes).map(([name, value]) => encodeAttribute(name, value)),
    });
    return output;
  }

  /** Adds a float constant and returns its name. An empty shape makes a scalar. */
  floats(data: Float32Array | readonly number[], shape: readonly number[] = [data.length]): string {
    const values = data instanceof Float32Array ? data : Float32Array.from(data);
    if (values.length !== elementCount(shape)) throw new RangeError(`${values.length} values for [${shape}]`);
    return this.#constant(FLOAT, shape, values);
  }

  /** Adds a one-dimensional int64 constant, as shapes and pads are given in, and returns its name. */
  ints(data: readonly number[]): string {
    return this.#constant(INT64, [data.length], BigInt64Array.from(data, BigInt));
  }

  /** The finished ONNX file. */
  encode(): Uint8Array {
    return encodeOnnxModel({
      irVersion: IR_VERSION,
      producerName: 'idem',
      opsetImport: [{ domain: '', version: OPSET }],
      graph: {
        name: this.name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs,
        output: this.#outputs,
      },
    });
  }

  #constant(dataType: number, dims: readonly number[], values: Float32Array | BigInt64Array): string {
    const name = this.#fresh('const');
    // ONNX raw data is little-endian, as are all platforms the runtime ships for.
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#initializers.push({ dims, dataType, name, rawData });
    return name;
  }

  #fresh(prefix: string): string {
    return `${prefix}_${this.#count++}`;
  }
}

/** The number of elements of a shape; 1 for a scalar. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function valueInfo(name: string, sizesAfterBatch: readonly number[]): Record<string, unknown> {
  const dim = [{ dimParam: 'batch' }, ...sizesAfterBatch.map((dimValue) => ({ dimValue }))];
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}

function encodeAttribute(name: string, value: Attributes[string]): Record<string, unknown> {
  if (typeof value === 'number') return { name, i: value, type: ATTRIBUTE.int };
  if (typeof value === 'string') return { name, s: new TextEncoder().encode(value), type: ATTRIBUTE.string };
  if ('float' in value) return { name, f: value.float, type: ATTRIBUTE.float };
  return { name, ints: value, type: ATTRIBUTE.ints };
}
