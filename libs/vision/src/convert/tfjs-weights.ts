import { z } from 'zod';
import { elementCount } from './onnx-graph.js';
import type { DenseArray } from './transpose.js';

const Quantization = z.discriminatedUnion('dtype', [
  z.object({ dtype: z.literal('float16') }),
  z.object({ dtype: z.enum(['uint8', 'uint16']), scale: z.number(), min: z.number() }),
]);
const WeightSpec = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  dtype: z.enum(['float32', 'int32']),
  quantization: Quantization.optional(),
});
/** A TensorFlow.js weights manifest: what lies in the binary file, in order and without gaps. */
export const WeightsManifestSchema = z
  .array(z.object({ paths: z.array(z.string()), weights: z.array(WeightSpec) }))
  .length(1);
export type WeightsManifest = z.infer<typeof WeightsManifestSchema>;

/**
 * Reads the weights of a TensorFlow.js model: 32-bit values, or 8- and 16-bit ones to be scaled back.
 * Integers (shapes, pads, axes) come out as floats of the same value; they are small.
 *
 * @throws {RangeError} when the file is not exactly as long as the manifest says.
 */
export function readTfjsWeights(manifest: WeightsManifest, bytes: Uint8Array): Map<string, DenseArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const weights = new Map<string, DenseArray>();
  let offset = 0;
  for (const spec of manifest.flatMap((group) => group.weights)) {
    const { width, read } = elementReader(spec);
    const count = elementCount(spec.shape);
    if (offset + count * width > bytes.length) throw new RangeError(`weights end inside ${spec.name}`);
    const data = new Float32Array(count);
    for (let i = 0; i < count; i++) data[i] = read(view, offset + i * width);
    offset += count * width;
    weights.set(spec.name, { shape: spec.shape, data });
  }
  if (offset !== bytes.length) throw new RangeError(`${bytes.length - offset} bytes behind the last weight`);
  return weights;
}

interface ElementReader {
  readonly width: number;
  readonly read: (view: DataView, offset: number) => number;
}

function elementReader(spec: z.infer<typeof WeightSpec>): ElementReader {
  const { quantization: q, dtype } = spec;
  if (!q) {
    return dtype === 'int32'
      ? { width: 4, read: (view, at) => view.getInt32(at, true) }
      : { width: 4, read: (view, at) => view.getFloat32(at, true) };
  }
  const integer = dtype === 'int32' ? Math.round : (value: number) => value;
  switch (q.dtype) {
    case 'float16':
      return { width: 2, read: (view, at) => integer(halfToNumber(view.getUint16(at, true))) };
    case 'uint8':
      return { width: 1, read: (view, at) => integer(view.getUint8(at) * q.scale + q.min) };
    case 'uint16':
      return { width: 2, read: (view, at) => integer(view.getUint16(at, true) * q.scale + q.min) };
  }
}

/** The value of an IEEE 754 binary16 bit pattern. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
