import type { SessionStatus } from './session.js';

/** Who may move a session: one owner per move (the person's submission, an outcome, the integrator). */
const TRANSITIONS: Readonly<Record<SessionStatus, readonly SessionStatus[]>> = {
  requires_input: ['processing', 'canceled'],
  processing: ['verified', 'requires_input'],
  verified: [],
  canceled: [],
};

export function isLegalTransition(from: SessionStatus, to: SessionStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

export type SessionOperation = 'update' | 'cancel' | 'submit';

/** A move that the session's status forbids. A refusal, not a fault. */
export class IllegalOperationError extends Error {
  override readonly name = 'IllegalOperationError';
  constructor(
    readonly operation: SessionOperation,
    readonly status: SessionStatus,
  ) {
    super(
      `This verification session cannot be ${PARTICIPLE[operation]} because its status is \`${status}\`.`,
    );
  }
}

const PARTICIPLE: Readonly<Record<SessionOperation, string>> = {
  update: 'updated',
  cancel: 'canceled',
  submit: 'submitted',
};

/**
 * Whether an operation is open to a session in this status.
 *
 * @throws {IllegalOperationError} when it is not. Update, cancel and submit all need `requires_input`.
 */
export function assertAllowed(operation: SessionOperation, status: SessionStatus): void {
  if (status !== 'requires_input') throw new IllegalOperationError(operation, status);
}
