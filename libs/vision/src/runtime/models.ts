import type { ModelEntry } from './manifest.js';

/** A dense row-major tensor. `dims` are its sizes, outermost first. */
export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** Runs models named in `models/manifest.json`. The only door to an inference runtime. */
export interface Models {
  /**
   * Runs one model once.
   *
   * @throws when the model is unknown, its file does not match its manifest entry, or inference fails.
   */
  run(modelId: string, inputs: Tensors): Promise<Tensors>;
  /** Whether the manifest offers this model on this machine (optional models may be absent). */
  has(modelId: string): boolean;
  /**
   * What the model that answers to this id expects and returns. Its own `id` differs when the operator
   * has put another model in its place.
   *
   * @throws when the model is unknown.
   */
  describe(modelId: string): ModelEntry;
}
