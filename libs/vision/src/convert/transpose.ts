import { elementCount } from './onnx-graph.js';

export interface DenseArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Reorders the axes of a row-major array: axis `k` of the result is axis `order[k]` of the input. */
export function transpose({ shape, data }: DenseArray, order: readonly number[]): DenseArray {
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const outShape = order.map((axis) => shape[axis]!);
  const outStrides = order.map((axis) => strides[axis]!);
  const index = new Array<number>(shape.length).fill(0);
  const out = new Float32Array(data.length);
  for (let o = 0, source = 0; o < out.length; o++) {
    out[o] = data[source]!;
    for (let k = outShape.length - 1; k >= 0; k--) {
      index[k]!++;
      source += outStrides[k]!;
      if (index[k]! < outShape[k]!) break;
      source -= outStrides[k]! * outShape[k]!;
      index[k] = 0;
    }
  }
  return { shape: outShape, data: out };
}
