export type SealFailure =
  /** Too short, or of a version this build does not know. */
  | 'malformed'
  /** Sealed under a master key that is neither the current nor a retired one. */
  | 'unknown_key'
  /** Altered, sealed under another key, or sealed for another context. */
  | 'unauthentic';

/** Something sealed could not be opened. Carries neither keys nor contents. */
export class SealError extends Error {
  override readonly name = 'SealError';

  constructor(
    readonly failure: SealFailure,
    context: string,
  ) {
    super(`cannot open what was sealed for "${context}": ${failure}`);
  }
}
