import type { SessionStatus } from './session.js';

/**
 * Who may move a session: one owner per move (the person's submission, an outcome, the integrator). A reviewer's moves are
 * apart: {@link reviewSession}.
 */
const TRANSITIONS: Readonly<Record<SessionStatus, readonly SessionStatus[]>> = {
  requires_input: ['processing', 'canceled'],
  processing: ['verified', 'requires_input'],
  verified: [],
  canceled: [],
};

export function isLegalTransition(from: SessionStatus, to: SessionStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

export type SessionOperation = 'update' | 'cancel' | 'submit' | 'redact' | 'review';

/** While checks run, what they would write could not be found: a redaction has to wait for them. */
const ALLOWED: Readonly<Record<SessionOperation, readonly SessionStatus[]>> = {
  update: ['requires_input'],
  cancel: ['requires_input'],
  submit: ['requires_input'],
  redact: ['requires_input', 'verified', 'canceled'],
  review: ['requires_input', 'verified'],
};

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
  redact: 'redacted',
  review: 'reviewed',
};

/**
 * Whether an operation is open to a session in this status.
 *
 * @throws {IllegalOperationError} when it is not.
 */
export function assertAllowed(operation: SessionOperation, status: SessionStatus): void {
  if (!ALLOWED[operation].includes(status)) throw new IllegalOperationError(operation, status);
}
