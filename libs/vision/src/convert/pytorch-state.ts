import { z } from 'zod';
import { ConversionError } from './convert-tfjs.js';
import { elementCount } from './onnx-graph.js';
import type { DenseArray } from './transpose.js';
import { unpickle } from './unpickle.js';

const Storage = z.object({ key: z.string(), type: z.string(), elements: z.number() });
const TensorReference = z.object({
  storage: Storage,
  offset: z.number(),
  shape: z.array(z.number()),
});
const StateDictionary = z.map(z.string(), TensorReference);
type Storage = z.infer<typeof Storage>;

/** Bytes per element of PyTorch's storage classes. */
const WIDTHS: Readonly<Record<string, number>> = { 'torch.FloatStorage': 4, 'torch.LongStorage': 8 };

/**
 * Reads a PyTorch state dictionary in the format used before version 1.6: four pickles (magic number,
 * protocol, system, dictionary), the list of storage keys, then each storage's length and raw elements.
 *
 * Pickle is a program. This reader runs the handful of instructions a dictionary of tensors consists of
 * and refuses all others; it never looks up a class.
 *
 * @returns tensors by name, a leading `module.` removed; 64-bit integers become floats.
 * @throws {ConversionError} when the file is anything else.
 */
export function readStateDictionary(bytes: Uint8Array): Map<string, DenseArray> {
  try {
    return read(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConversionError(`not a PyTorch state dictionary: ${reason}`, { cause });
  }
}

function read(bytes: Uint8Array): Map<string, DenseArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const next = () => {
    const pickle = unpickle(bytes, offset, rebuild, persistent);
    offset = pickle.end;
    return pickle.value;
  };
  next();
  next();
  next();
  const dictionary = StateDictionary.parse(next());
  const keys = z.array(z.string()).parse(next());

  const types = new Map([...dictionary.values()].map(({ storage }) => [storage.key, storage.type]));
  const storages = new Map<string, Float32Array>();
  for (const key of keys) {
    const width = WIDTHS[types.get(key) ?? ''];
    if (!width) throw new Error(`unsupported storage ${types.get(key)}`);
    const count = Number(view.getBigInt64(offset, true));
    offset += 8;
    if (count < 0 || offset + count * width > bytes.length) throw new Error('file ends inside a storage');
    const start = offset;
    const element = (i: number) =>
      width === 4 ? view.getFloat32(start + i * 4, true) : Number(view.getBigInt64(start + i * 8, true));
    storages.set(
      key,
      Float32Array.from({ length: count }, (_, i) => element(i)),
    );
    offset += count * width;
  }

  const tensors = new Map<string, DenseArray>();
  for (const [name, { storage, offset: first, shape }] of dictionary) {
    const data = storages.get(storage.key)?.slice(first, first + elementCount(shape));
    if (data?.length !== elementCount(shape)) throw new Error(`${name} lies outside its storage`);
    tensors.set(name.replace(/^module\./, ''), { shape, data });
  }
  return tensors;
}

/** Stands for the two constructors a state dictionary calls. */
function rebuild(callee: string, args: readonly unknown[]): unknown {
  switch (callee) {
    case 'collections.OrderedDict':
      return new Map();
    case 'torch._utils._rebuild_tensor_v2': {
      const [storage, offset, shape] = args;
      return { storage, offset, shape };
    }
    default:
      throw new Error(`refused to call ${callee}`);
  }
}

/** A storage is named by ('storage', class, key, device, length, …). */
function persistent(id: unknown): Storage {
  const [, type, key, , elements] = z
    .tuple([z.literal('storage'), z.object({ name: z.string() }), z.string(), z.string(), z.number()])
    .rest(z.unknown())
    .parse(id);
  return { key, type: type.name, elements };
}
