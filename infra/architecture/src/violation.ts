/** One breach of one rule of `rules.ts`. */
export interface Violation {
  readonly rule: string;
  /** Relative to the repository's root; with a line where the breach is an expression. */
  readonly file: string;
  /** What was imported, written or missing there. */
  readonly detail: string;
}
