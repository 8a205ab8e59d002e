/** A dense row-major tensor. `dims` are its sizes, outermost first. */
export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** Runs models named in `models/manifest.json`. The only door to an inference runtime. */
export interface Models {
  /**
   * Runs one model once.
   *
   * @throws when the model is unknown, its file does not match its manifest entry, or inference fails.
   */
  run(modelId: string, inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  /** Whether the manifest offers this model on this machine (optional models may be absent). */
  has(modelId: string): boolean;
}
