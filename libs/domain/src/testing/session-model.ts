import {
  assertAllowed,
  type CheckDefinition,
  type CheckOutcome,
  type ErrorCode,
  type EventType,
  IllegalOperationError,
  type LastError,
  type Review,
  requiredChecks,
  reviewSession,
  type SessionOperation,
  type SessionStatus,
  settle,
} from '../index.js';

/** A session as far as its status goes: what the rules of the domain make of it, without database or HTTP. */
export interface ModelSession {
  readonly status: SessionStatus;
  readonly redaction: 'processing' | 'redacted' | null;
  readonly lastError: LastError | null;
  /** Reports so far: one for each submission that was settled. */
  readonly reports: number;
  /** Types of its events, oldest first, without what all have in common. */
  readonly events: readonly string[];
}

export type SessionCommand =
  | { readonly kind: 'update' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'redact' }
  | { readonly kind: 'submit' }
  /** Outcomes arrive; all, some or none of those that are required, in any order, and more than once. */
  | { readonly kind: 'settle'; readonly outcomes: readonly CheckOutcome[] }
  /** A failure of the session as a whole, which no check finds. */
  | { readonly kind: 'fail'; readonly error: LastError }
  /** A person's judgement in the place of the checks'. */
  | { readonly kind: 'review'; readonly review: Review }
  /** What was to be redacted is destroyed. */
  | { readonly kind: 'erase' };

export interface ModelStep {
  readonly session: ModelSession;
  readonly refused: boolean;
}

const EVENT_PREFIX = 'identity.verification_session.';
const DOCUMENT: Parameters<typeof requiredChecks>[1] = { document: {} };

export const NEW_SESSION: ModelSession = {
  status: 'requires_input',
  redaction: null,
  lastError: null,
  reports: 0,
  events: ['created'],
};

/** What becomes of a session by a command. One that is refused leaves it as it was. */
export function step(
  session: ModelSession,
  command: SessionCommand,
  checks: readonly CheckDefinition[],
): ModelStep {
  switch (command.kind) {
    case 'update':
      return allowed(session, 'update', (open) => open);
    case 'cancel':
      return allowed(session, 'cancel', (open) => moved(open, 'canceled', 'canceled'));
    case 'submit':
      return allowed(session, 'submit', (open) => ({
        ...moved(open, 'processing', 'processing'),
        lastError: null,
      }));
    case 'fail':
      return allowed(session, 'submit', (open) => ({
        ...moved(open, 'requires_input', 'requires_input'),
        lastError: command.error,
      }));
    case 'redact':
      if (session.redaction !== null) return { session, refused: false };
      return allowed(session, 'redact', (idle) => ({
        ...(idle.status === 'requires_input' ? moved(idle, 'canceled', 'canceled') : idle),
        redaction: 'processing',
      }));
    case 'review':
      return reviewed(session, requiredChecks(checks, DOCUMENT), command.review);
    case 'erase':
      return erased(session);
    case 'settle':
      return settled(session, requiredChecks(checks, DOCUMENT), command.outcomes);
  }
}

function reviewed(session: ModelSession, required: readonly CheckDefinition[], review: Review): ModelStep {
  if (session.redaction !== null) return { session, refused: true };
  const sections = session.reports === 0 ? null : required.map(({ section }) => section);
  const result = reviewSession({ status: session.status, sections }, review);
  if (result.kind !== 'reviewed') return { session, refused: true };
  return allowed(session, 'review', (open) => ({
    ...moved(open, result.status, nameOf(result.event)),
    lastError: result.lastError,
  }));
}

function erased(session: ModelSession): ModelStep {
  if (session.redaction !== 'processing') return { session, refused: session.redaction === null };
  const events = [...session.events, 'redacted'];
  return { session: { ...session, redaction: 'redacted', lastError: null, events }, refused: false };
}

function settled(
  session: ModelSession,
  required: readonly CheckDefinition[],
  outcomes: readonly CheckOutcome[],
): ModelStep {
  const settlement = settle(session, required, outcomes);
  if (settlement.kind !== 'settled') return { session, refused: true };
  return {
    session: {
      ...moved(session, settlement.status, nameOf(settlement.event)),
      lastError: settlement.lastError,
      reports: session.reports + 1,
    },
    refused: false,
  };
}

function allowed(
  session: ModelSession,
  operation: SessionOperation,
  change: (session: ModelSession) => ModelSession,
): ModelStep {
  try {
    assertAllowed(operation, session.status);
  } catch (error) {
    if (error instanceof IllegalOperationError) return { session, refused: true };
    throw error;
  }
  return { session: change(session), refused: false };
}

const moved = (session: ModelSession, status: SessionStatus, event: string): ModelSession => ({
  ...session,
  status,
  events: [...session.events, event],
});

const nameOf = (event: EventType): string => event.slice(EVENT_PREFIX.length);

/** The reason that stands beside a code in the model. */
export const errorOf = (code: ErrorCode): LastError => ({ code, reason: `because of ${code}` });
