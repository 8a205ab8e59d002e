import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CheckDefinition, type CheckOutcome, ERROR_CODES, type SessionStatus } from './index.js';
import {
  errorOf,
  type ModelSession,
  NEW_SESSION,
  type SessionCommand,
  step,
} from './testing/session-model.js';

const SEQUENCES = 100_000;
const LONGEST = 12;

/** Written down by hand: what the contract allows, not what the code says. */
const LEGAL = new Set([
  'requires_input→processing',
  'requires_input→canceled',
  'processing→verified',
  'processing→requires_input',
]);

/** What a reviewer alone may do. */
const REVIEWED = new Set(['requires_input→verified', 'verified→requires_input']);

const check = (name: string, section: CheckDefinition['section']): CheckDefinition => ({
  name,
  section,
  inputs: [],
  after: [],
  codes: [`${section as 'document' | 'selfie'}_unverified_other`],
  requiredBy: () => true,
});
const CHECKS = [check('document', 'document'), check('selfie', 'selfie')];

const outcome: fc.Arbitrary<CheckOutcome> = fc
  .record({
    name: fc.constantFrom('document', 'selfie', 'unheard-of'),
    status: fc.constantFrom('passed' as const, 'failed' as const, 'errored' as const),
    code: fc.constantFrom(...ERROR_CODES),
  })
  .map(({ name, status, code }) =>
    status === 'passed'
      ? { status, check: name, facts: {} }
      : status === 'failed'
        ? { status, check: name, ...errorOf(code) }
        : { status, check: name, reason: 'ours' },
  );

const command: fc.Arbitrary<SessionCommand> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'submit' } as const) },
  {
    weight: 4,
    arbitrary: fc.array(outcome, { maxLength: 4 }).map((outcomes) => ({ kind: 'settle', outcomes }) as const),
  },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'update' } as const, { kind: 'cancel' } as const) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'redact' } as const, { kind: 'erase' } as const) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(null, ...ERROR_CODES)
      .map((code) =>
        code === null
          ? ({ kind: 'review', review: { verdict: 'verified' } } as const)
          : ({ kind: 'review', review: { verdict: 'unverified', error: errorOf(code) } } as const),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...ERROR_CODES)
      .map((code) => ({ kind: 'fail', error: errorOf(code) }) as const),
  },
);

/** What is wrong with one step; null when nothing is. */
function fault(
  before: ModelSession,
  done: SessionCommand,
  after: ModelSession,
  refused: boolean,
): string | null {
  const news = after.events.slice(before.events.length);
  const edge = `${before.status}→${after.status}`;
  if (refused) return after === before ? null : 'a refusal changed the session';
  if (before.status !== after.status) {
    if (!(done.kind === 'review' ? REVIEWED : LEGAL).has(edge)) return `${edge} is illegal`;
    if (news.length !== 1 || news[0] !== after.status) return `${edge} told of [${news}]`;
  }
  if (before.redaction === 'redacted' && after !== before) return 'something changed after the redaction';
  if (before.redaction !== null && news.some((event) => event !== 'redacted'))
    return 'an event came after a redaction was asked for';
  if (after.lastError !== null && after.status === 'processing') return 'an error stands while checks run';
  if (after.status === 'verified' && after.lastError !== null) return 'an error stands beside verified';
  if (after.reports !== before.reports && done.kind !== 'settle') return `${done.kind} made a report`;
  return null;
}

test(`${SEQUENCES} sequences of commands make no illegal transition`, () => {
  const reached = new Set<SessionStatus | 'redacted'>();
  let refusals = 0;
  fc.assert(
    fc.property(fc.array(command, { maxLength: LONGEST }), (commands) => {
      let session = NEW_SESSION;
      for (const next of commands) {
        const { session: after, refused } = step(session, next, CHECKS);
        const found = fault(session, next, after, refused);
        if (found !== null) throw new Error(found);
        if (refused) refusals++;
        session = after;
      }
      reached.add(session.redaction === 'redacted' ? 'redacted' : session.status);
    }),
    { numRuns: SEQUENCES },
  );
  // The commands lead everywhere, and into walls.
  expect([...reached].sort()).toEqual(['canceled', 'processing', 'redacted', 'requires_input', 'verified']);
  expect(refusals).toBeGreaterThan(SEQUENCES);
}, 120_000);

describe('the watch over it', () => {
  test.each([
    ['processing', 'canceled'],
    ['verified', 'processing'],
    ['canceled', 'requires_input'],
    ['verified', 'requires_input'],
  ] as const)('notices %s → %s', (from, to) => {
    const before = { ...NEW_SESSION, status: from };
    const after = { ...before, status: to, events: [...before.events, to] };
    expect(fault(before, { kind: 'cancel' }, after, false)).toBe(`${from}→${to} is illegal`);
  });
});
