import { elementCount, FLOAT } from './onnx-graph.js';
import type { OnnxModel, OnnxNode } from './onnx-proto.js';

export interface FloatConstant {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** Looks up and replaces the operators of a decoded ONNX graph. Constants are `Constant` nodes or initializers. */
export class OnnxRewriter {
  readonly #constants = new Map<string, FloatConstant>();

  constructor(private readonly graph: OnnxModel['graph']) {
    for (const node of graph.node) {
      const tensor = node.opType === 'Constant' ? node.attribute[0]?.t : undefined;
      if (tensor) this.#remember(node.output[0]!, tensor);
    }
    for (const tensor of graph.initializer) this.#remember(tensor.name, tensor);
  }

  /** The operators of one type as they are at this moment. */
  nodes(opType: string): OnnxNode[] {
    return this.graph.node.filter((node) => node.opType === opType);
  }

  /** What computes a tensor, if it is an operator of this type. */
  producer(tensor: string | undefined, opType: string): OnnxNode | null {
    if (tensor === undefined) return null;
    return this.graph.node.find((node) => node.opType === opType && node.output.includes(tensor)) ?? null;
  }

  /** The operators that read a tensor. */
  consumers(tensor: string | undefined): OnnxNode[] {
    return tensor === undefined ? [] : this.graph.node.filter(({ input }) => input.includes(tensor));
  }

  /** A float constant; undefined for anything else. */
  floats(tensor: string | undefined): FloatConstant | undefined {
    return tensor === undefined ? undefined : this.#constants.get(tensor);
  }

  /** The value of a constant of one float; undefined for anything else. */
  scalar(tensor: string | undefined): number | undefined {
    const constant = this.floats(tensor);
    return constant?.values.length === 1 ? constant.values[0] : undefined;
  }

  /** An operator's scalar constant and its other input; null where it has not one of each. */
  scalarAndRest({ input }: OnnxNode): { readonly value: number; readonly rest: string } | null {
    const [a, b] = input;
    if (a === undefined || b === undefined || input.length !== 2) return null;
    const [left, right] = [this.scalar(a), this.scalar(b)];
    if (left !== undefined && right === undefined) return { value: left, rest: b };
    if (right !== undefined && left === undefined) return { value: right, rest: a };
    return null;
  }

  /** The channels of a feature map, traced back to the convolution it comes from; null where there is none. */
  channelsOf(tensor: string): number | null {
    const node = this.graph.node.find(({ output }) => output.includes(tensor));
    if (node?.opType === 'Conv') return this.floats(node.input[1])?.dims[0] ?? null;
    const keepsChannels = ['Mul', 'Add', 'HardSigmoid', 'BatchNormalization'].includes(node?.opType ?? '');
    const from = keepsChannels ? node?.input.find((name) => !this.#constants.has(name)) : undefined;
    return from === undefined ? null : this.channelsOf(from);
  }

  /** Adds a float constant and returns its name. */
  addFloats(name: string, dims: readonly number[], values: Float32Array): string {
    if (values.length !== elementCount(dims)) throw new RangeError(`${values.length} values for [${dims}]`);
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.graph.initializer.push({ name, dims: [...dims], dataType: FLOAT, rawData });
    this.#constants.set(name, { dims, values });
    return name;
  }

  /** Puts operators in the place of one; they have to give its outputs. */
  replace(node: OnnxNode, by: readonly OnnxNode[]): void {
    this.graph.node.splice(this.graph.node.indexOf(node), 1, ...by);
  }

  /** Drops what nothing reads any more. */
  finish(): void {
    const outputs = new Set(this.graph.output.map((output) => (output as { name: string }).name));
    for (;;) {
      const read = new Set(this.graph.node.flatMap(({ input }) => input));
      const isUsed = (name: string) => read.has(name) || outputs.has(name);
      const before = this.graph.node.length;
      this.graph.node = this.graph.node.filter(({ output }) => output.some(isUsed));
      this.graph.initializer = this.graph.initializer.filter(({ name }) => isUsed(name));
      if (this.graph.node.length === before) return;
    }
  }

  #remember(name: string, tensor: OnnxModel['graph']['initializer'][number]): void {
    const { dataType, dims, rawData } = tensor;
    if (dataType !== FLOAT || !rawData || rawData.length !== 4 * elementCount(dims)) return;
    // A copy: within the file the bytes need not lie on a multiple of four.
    this.#constants.set(name, { dims, values: new Float32Array(Uint8Array.from(rawData).buffer) });
  }
}
