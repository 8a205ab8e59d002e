import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  DIFFERENCES,
  DUPLICATE_POLICIES,
  type Encounter,
  holdBack,
  type SectionResult,
  type Settlement,
  SHARED_TRAITS,
  weigh,
} from './index.js';

const good: SectionResult = { status: 'verified', error: null, facts: { number: 'C01' } };
const bad: SectionResult = {
  status: 'unverified',
  error: { code: 'document_expired', reason: 'Expired.' },
  facts: {},
};
type Settled = Extract<Settlement, { kind: 'settled' }>;
const VERIFIED: Settled = {
  kind: 'settled',
  status: 'verified',
  lastError: null,
  sections: { document: good, selfie: good },
  event: 'identity.verification_session.verified',
};
const FAILED: Settled = {
  kind: 'settled',
  status: 'requires_input',
  lastError: bad.error,
  sections: { document: bad },
  event: 'identity.verification_session.requires_input',
};
const met = (shares: Encounter['shares'], differs: Encounter['differs']): Encounter => ({
  sessionId: 'vs_1',
  shares,
  differs,
});

test('what differs weighs', () => {
  expect(weigh({ differs: [] })).toBe('low');
  expect(weigh({ differs: ['number'] })).toBe('elevated');
  for (const difference of ['name', 'face', 'reference'] as const)
    expect(weigh({ differs: ['number', difference] })).toBe('high');
});

describe('what is held back', () => {
  test.each([
    ['a face under another name', met(['face'], ['name']), 'selfie'],
    ['a selfie’s file under another reference', met(['selfie'], ['reference']), 'selfie'],
    ['a number with another face', met(['number'], ['face']), 'document'],
  ] as const)('%s is, in its section', (_, encounter, section) => {
    for (const policy of ['review', 'refuse'] as const) {
      const { settlement, held } = holdBack(VERIFIED, [met(['face'], []), encounter], policy);
      expect(held).toBe(true);
      expect(settlement).toMatchObject({
        status: 'requires_input',
        event: 'identity.verification_session.requires_input',
        lastError: { code: `${section}_unverified_other` },
        sections: { [section]: { status: 'unverified', error: settlement.lastError, facts: good.facts } },
      });
      const other = section === 'selfie' ? 'document' : 'selfie';
      expect(settlement.sections[other]).toEqual(good);
    }
  });

  test('without a selfie it is the document’s', () => {
    const document: Settled = { ...VERIFIED, sections: { document: good } };
    expect(holdBack(document, [met(['face'], ['name'])], 'refuse').settlement.lastError?.code).toBe(
      'document_unverified_other',
    );
  });

  test('is nothing unless it would be verified, an encounter is grave and the policy wants it', () => {
    const encounter = fc.record({
      sessionId: fc.constant('vs_1'),
      shares: fc.subarray([...SHARED_TRAITS], { minLength: 1 }),
      differs: fc.subarray([...DIFFERENCES]),
    });
    let holds = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(VERIFIED, FAILED),
        fc.array(encounter, { maxLength: 3 }),
        fc.constantFrom(...DUPLICATE_POLICIES),
        (before, encounters, policy) => {
          const { settlement, held } = holdBack(before, encounters, policy);
          const grave = encounters.some(({ differs }) => differs.some((it) => it !== 'number'));
          expect(held).toBe(before === VERIFIED && grave && policy !== 'tell');
          if (held) holds++;
          else expect(settlement).toBe(before);
        },
      ),
    );
    expect(holds).toBeGreaterThan(10);
  });
});
