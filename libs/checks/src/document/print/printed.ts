/** A value read from print, with how sure the reader was (mean posterior, 0 … 1). */
export interface Printed<Value> {
  readonly value: Value;
  readonly score: number;
}
