/** No model of this id is in the manifest. */
export class UnknownModelError extends Error {
  override readonly name = 'UnknownModelError';
  constructor(readonly modelId: string) {
    super(`model ${modelId} is not in the manifest`);
  }
}

/** The model is in the manifest but its file is not on this machine. */
export class ModelMissingError extends Error {
  override readonly name = 'ModelMissingError';
  constructor(
    readonly modelId: string,
    readonly path: string,
  ) {
    super(`model ${modelId} is missing at ${path}; run \`npm run models\``);
  }
}

/** A model's bytes are not the ones the manifest names, or it does not behave as such a model must. */
export class ModelIntegrityError extends Error {
  override readonly name = 'ModelIntegrityError';
  constructor(
    readonly modelId: string,
    reason: string,
  ) {
    super(`model ${modelId}: ${reason}`);
  }
}
