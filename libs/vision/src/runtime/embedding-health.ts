import { ModelIntegrityError } from './errors.js';
import { toInputTensor } from './input-tensor.js';
import type { ModelEntry } from './manifest.js';
import type { Tensors } from './models.js';

const PATTERNS = 6;

/**
 * Refuses an embedding model that maps everything to nearly the same direction.
 *
 * Such a model runs, returns plausible unit vectors and accepts everyone: no later step can notice. The
 * published mobilefacenet is one. Pure, deterministic inputs suffice to tell: smooth random colour fields
 * lie in visibly different directions for a sound model and on one line for a damaged one.
 *
 * @throws {ModelIntegrityError} when the median cosine between patterns exceeds `maxSyntheticCosine`, or
 * an embedding is not finite or of the wrong length.
 */
export async function checkEmbeddingHealth(
  entry: ModelEntry,
  run: (inputs: Tensors) => Promise<Tensors>,
): Promise<void> {
  if (!entry.embedding) return;
  const median = await syntheticCosine(entry, run);
  if (!(median <= entry.embedding.maxSyntheticCosine)) {
    throw new ModelIntegrityError(
      entry.id,
      `embeddings of unrelated patterns have a median cosine of ${median.toFixed(3)}; the model cannot tell faces apart`,
    );
  }
}

/** Median cosine between the embeddings of the synthetic patterns, −1 to 1; NaN when one is not finite. */
export async function syntheticCosine(
  entry: ModelEntry,
  run: (inputs: Tensors) => Promise<Tensors>,
): Promise<number> {
  const { input, embedding } = entry;
  if (!embedding || input.width === null || input.height === null) {
    throw new ModelIntegrityError(
      entry.id,
      'an embedding model needs a fixed input size and an embedding entry',
    );
  }
  const embeddings: Float32Array[] = [];
  for (let k = 0; k < PATTERNS; k++) {
    const pixels = pattern(k, input.width, input.height);
    const outputs = await run({ [input.name]: toInputTensor(pixels, input.width, input.height, input) });
    const vector = outputs[entry.outputs[0]!]?.data;
    if (vector?.length !== embedding.dimensions) {
      throw new ModelIntegrityError(entry.id, `expected an embedding of ${embedding.dimensions} numbers`);
    }
    embeddings.push(vector);
  }
  const cosines: number[] = [];
  for (let i = 0; i < PATTERNS; i++) {
    for (let j = 0; j < i; j++) cosines.push(cosine(embeddings[i]!, embeddings[j]!));
  }
  if (!cosines.every(Number.isFinite)) return Number.NaN;
  return cosines.sort((p, q) => p - q)[cosines.length >> 1]!;
}

function pattern(seed: number, width: number, height: number): Float32Array {
  const pixels = new Float32Array(width * height * 3);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        const u = (2 * Math.PI * x) / width;
        const v = (2 * Math.PI * y) / height;
        const wave =
          Math.sin((1 + (seed % 3)) * u + c + seed) * Math.cos((1 + (seed >> 1)) * v - seed * (c + 1));
        pixels[o++] = 127.5 + 110 * wave;
      }
    }
  }
  return pixels;
}

/** Cosine of the angle between two vectors of any length other than zero. */
export function cosine(p: Float32Array, q: Float32Array): number {
  let dot = 0;
  let pp = 0;
  let qq = 0;
  for (let i = 0; i < p.length; i++) {
    dot += p[i]! * q[i]!;
    pp += p[i]! * p[i]!;
    qq += q[i]! * q[i]!;
  }
  return dot / Math.sqrt(pp * qq);
}
