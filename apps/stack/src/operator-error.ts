/** Something the person at the keyboard can put right. Shown as its message alone, without a stack. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  /** Read by infra/setup/run.mjs, which cannot import this class. */
  readonly forPeople = true;
}
