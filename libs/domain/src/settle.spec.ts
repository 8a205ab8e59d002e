import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CheckDefinition,
  type CheckOutcome,
  ERROR_CODES,
  type ErrorCode,
  REPORT_SECTIONS,
  SESSION_STATUSES,
  settle,
} from './index.js';

const processing = { status: 'processing' } as const;

function check(
  name: string,
  section: CheckDefinition['section'],
  codes: CheckDefinition['codes'],
): CheckDefinition {
  return { name, section, codes, inputs: [], after: [], requiredBy: () => true };
}

const document = check('document', 'document', [
  'document_unverified_other',
  'document_expired',
  'document_type_not_supported',
]);
const faceMatch = check('face-match', 'selfie', [
  'selfie_unverified_other',
  'selfie_document_missing_photo',
  'selfie_face_mismatch',
]);
const liveness = check('liveness', 'selfie', ['selfie_unverified_other', 'selfie_manipulated']);

const passed = (of: CheckDefinition, facts = {}): CheckOutcome => ({
  status: 'passed',
  check: of.name,
  facts,
});
const failed = (of: CheckDefinition, code: ErrorCode): CheckOutcome => ({
  status: 'failed',
  check: of.name,
  code,
  reason: `reason of ${code}`,
});
const errored = (of: CheckDefinition): CheckOutcome => ({
  status: 'errored',
  check: of.name,
  reason: 'the disk was full',
});

/** Submissions of one to six distinct checks over all sections. */
const requiredOf = fc.uniqueArray(
  fc.record({
    name: fc.string({ minLength: 1, maxLength: 8 }),
    section: fc.constantFrom(...REPORT_SECTIONS),
    codes: fc
      .tuple(fc.constantFrom(...ERROR_CODES), fc.array(fc.constantFrom(...ERROR_CODES), { maxLength: 3 }))
      .map(([first, rest]): CheckDefinition['codes'] => [first, ...rest]),
    inputs: fc.constant([]),
    after: fc.constant([]),
    requiredBy: fc.constant(() => true),
  }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 6 },
);

const outcomeOf = (definition: CheckDefinition): fc.Arbitrary<CheckOutcome> =>
  fc.oneof(
    fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue()).map((facts) => passed(definition, facts)),
    fc
      .constantFrom(...definition.codes)
      .map((code): CheckOutcome => ({ status: 'failed', check: definition.name, code, reason: code })),
    fc.constant(errored(definition)),
  );

const complete = requiredOf.chain((required) =>
  fc.record({
    required: fc.constant(required),
    outcomes: fc.tuple(...required.map((definition) => outcomeOf(definition))),
  }),
);

const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

describe('settle, whatever the checks and outcomes', () => {
  test('does not depend on the order of outcomes or of required checks', () => {
    const scenes = complete.chain(({ required, outcomes }) =>
      fc.tuple(
        fc.constant(required),
        fc.constant(outcomes),
        shuffled<CheckDefinition>(required),
        shuffled<CheckOutcome>(outcomes),
      ),
    );
    fc.assert(
      fc.property(scenes, ([required, outcomes, otherRequired, otherOutcomes]) => {
        expect(settle(processing, otherRequired, otherOutcomes)).toEqual(
          settle(processing, required, outcomes),
        );
      }),
    );
  });

  test('is idempotent: settling what was settled changes nothing and emits nothing', () => {
    fc.assert(
      fc.property(complete, ({ required, outcomes }) => {
        const first = settle(processing, required, outcomes);
        if (first.kind !== 'settled') throw new Error('all outcomes were there');
        expect(settle({ status: first.status }, required, outcomes)).toEqual({ kind: 'unchanged' });
      }),
    );
  });

  test('the same outcome reported again changes nothing', () => {
    fc.assert(
      fc.property(complete, ({ required, outcomes }) => {
        expect(settle(processing, required, [...outcomes, ...outcomes])).toEqual(
          settle(processing, required, outcomes),
        );
      }),
    );
  });

  test('is verified if and only if every check passed', () => {
    fc.assert(
      fc.property(complete, ({ required, outcomes }) => {
        const settlement = settle(processing, required, outcomes);
        const allPassed = outcomes.every(({ status }) => status === 'passed');
        expect(settlement).toMatchObject({
          kind: 'settled',
          status: allPassed ? 'verified' : 'requires_input',
          event: `identity.verification_session.${allPassed ? 'verified' : 'requires_input'}`,
        });
      }),
    );
  });

  test('the last error is the first unverified section’s, and absent when verified', () => {
    fc.assert(
      fc.property(complete, ({ required, outcomes }) => {
        const settlement = settle(processing, required, outcomes);
        if (settlement.kind !== 'settled') throw new Error('all outcomes were there');
        const first = REPORT_SECTIONS.map((name) => settlement.sections[name]).find(
          (section) => section?.status === 'unverified',
        );
        expect(settlement.lastError).toEqual(first?.error ?? null);
        expect(settlement.lastError === null).toBe(settlement.status === 'verified');
      }),
    );
  });

  test('an unverified section tells no facts, a verified one no error', () => {
    fc.assert(
      fc.property(complete, ({ required, outcomes }) => {
        const settlement = settle(processing, required, outcomes);
        if (settlement.kind !== 'settled') throw new Error('all outcomes were there');
        for (const section of Object.values(settlement.sections)) {
          if (section.status === 'unverified') expect(section.facts).toEqual({});
          expect(section.error === null).toBe(section.status === 'verified');
        }
        expect(new Set(Object.keys(settlement.sections))).toEqual(
          new Set(required.map(({ section }) => section)),
        );
      }),
    );
  });

  test('waits for exactly the checks without an outcome', () => {
    const partial = complete.chain(({ required, outcomes }) =>
      fc.tuple(
        fc.constant(required),
        fc.subarray<CheckOutcome>([...outcomes], { maxLength: outcomes.length - 1 }),
      ),
    );
    fc.assert(
      fc.property(partial, ([required, outcomes]) => {
        const there = new Set(outcomes.map(({ check }) => check));
        const pending = required.map(({ name }) => name).filter((name) => !there.has(name));
        expect(settle(processing, required, outcomes)).toEqual({ kind: 'waiting', pending: pending.sort() });
      }),
    );
  });

  test('leaves sessions alone that are not being processed', () => {
    const others = SESSION_STATUSES.filter((status) => status !== 'processing');
    fc.assert(
      fc.property(complete, fc.constantFrom(...others), ({ required, outcomes }, status) => {
        expect(settle({ status }, required, outcomes)).toEqual({ kind: 'unchanged' });
        expect(settle({ status }, required, [])).toEqual({ kind: 'unchanged' });
      }),
    );
  });

  test('does not change what it was given', () => {
    fc.assert(
      fc.property(complete, ({ required, outcomes }) => {
        const before = { required: [...required], outcomes: structuredClone(outcomes) };
        settle(processing, required, outcomes);
        expect(required).toEqual(before.required);
        expect(outcomes).toEqual(before.outcomes);
      }),
    );
  });
});

describe('settle', () => {
  test('refuses to vouch for a person on no evidence', () => {
    expect(() => settle(processing, [], [])).toThrow(/no check/);
  });

  test('joins the facts of the checks of one section', () => {
    const settlement = settle(
      processing,
      [faceMatch, liveness],
      [passed(liveness, { live: true }), passed(faceMatch, { similarity: 'high' })],
    );
    expect(settlement).toMatchObject({
      status: 'verified',
      sections: { selfie: { status: 'verified', facts: { similarity: 'high', live: true } } },
    });
  });

  test('a failing check takes the facts of its whole section with it, and of no other', () => {
    const settlement = settle(
      processing,
      [document, faceMatch, liveness],
      [
        passed(document, { first_name: 'Anna' }),
        passed(faceMatch, { similarity: 'high' }),
        failed(liveness, 'selfie_manipulated'),
      ],
    );
    expect(settlement).toMatchObject({
      status: 'requires_input',
      lastError: { code: 'selfie_manipulated', reason: 'reason of selfie_manipulated' },
      sections: {
        document: { status: 'verified', facts: { first_name: 'Anna' } },
        selfie: { status: 'unverified', facts: {} },
      },
    });
  });

  test('the document’s error goes before the selfie’s', () => {
    const settlement = settle(
      processing,
      [liveness, document],
      [failed(liveness, 'selfie_manipulated'), failed(document, 'document_expired')],
    );
    expect(settlement).toMatchObject({ lastError: { code: 'document_expired' } });
  });

  test('within a section a particular finding goes before a general one', () => {
    const settlement = settle(
      processing,
      [faceMatch, liveness],
      [failed(faceMatch, 'selfie_unverified_other'), failed(liveness, 'selfie_manipulated')],
    );
    expect(settlement).toMatchObject({ lastError: { code: 'selfie_manipulated' } });
  });

  test('within a section a finding about the person goes before an error of ours', () => {
    const settlement = settle(
      processing,
      [faceMatch, liveness],
      [errored(faceMatch), failed(liveness, 'selfie_unverified_other')],
    );
    expect(settlement).toMatchObject({
      lastError: { code: 'selfie_unverified_other', reason: 'reason of selfie_unverified_other' },
    });
  });

  test('an error of ours gives the check’s general code and none of our internals', () => {
    const settlement = settle(processing, [document], [errored(document)]);
    if (settlement.kind !== 'settled') throw new Error('the outcome was there');
    expect(settlement.lastError?.code).toBe('document_unverified_other');
    expect(settlement.lastError?.reason).toMatch(/on our side/);
    expect(JSON.stringify(settlement)).not.toContain('disk');
  });

  test('ignores outcomes of checks that were not required', () => {
    const settlement = settle(
      processing,
      [document],
      [passed(document), failed(liveness, 'selfie_manipulated')],
    );
    expect(settlement).toMatchObject({ status: 'verified', lastError: null });
  });

  test('of two outcomes for one check the first counts', () => {
    const settlement = settle(
      processing,
      [document],
      [failed(document, 'document_expired'), passed(document)],
    );
    expect(settlement).toMatchObject({ lastError: { code: 'document_expired' } });
  });
});
