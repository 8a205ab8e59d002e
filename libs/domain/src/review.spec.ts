import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ERROR_CODES,
  REPORT_SECTIONS,
  type Review,
  reviewSession,
  SESSION_STATUSES,
  sectionOf,
} from './index.js';

const unverified = (code: (typeof ERROR_CODES)[number]): Review => ({
  verdict: 'unverified',
  error: { code, reason: 'Seen by a person.' },
});
const sections = ['document', 'selfie'] as const;

test('a failed verification can be found good, and a good one failed', () => {
  expect(reviewSession({ status: 'requires_input', sections }, { verdict: 'verified' })).toEqual({
    kind: 'reviewed',
    status: 'verified',
    lastError: null,
    event: 'identity.verification_session.verified',
  });
  expect(reviewSession({ status: 'verified', sections }, unverified('selfie_manipulated'))).toEqual({
    kind: 'reviewed',
    status: 'requires_input',
    lastError: { code: 'selfie_manipulated', reason: 'Seen by a person.' },
    event: 'identity.verification_session.requires_input',
  });
});

describe('nothing becomes of', () => {
  test.each(['processing', 'canceled'] as const)('a session that is %s', (status) => {
    for (const review of [{ verdict: 'verified' } as const, unverified('document_expired')]) {
      expect(reviewSession({ status, sections }, review)).toEqual({ kind: 'nothing_to_review' });
    }
  });

  test('a session without a report', () => {
    for (const status of SESSION_STATUSES) {
      expect(reviewSession({ status, sections: null }, { verdict: 'verified' }).kind).toBe(
        'nothing_to_review',
      );
    }
  });

  test('a verdict that says what is so', () => {
    expect(reviewSession({ status: 'verified', sections }, { verdict: 'verified' }).kind).toBe('unchanged');
    expect(reviewSession({ status: 'requires_input', sections }, unverified('document_expired')).kind).toBe(
      'unchanged',
    );
  });

  test.each(['abandoned', 'under_supported_age', 'id_number_mismatch', 'phone_unverified_other'] as const)(
    'the error %s, which no section of the report could show',
    (code) => {
      expect(reviewSession({ status: 'verified', sections }, unverified(code)).kind).toBe('foreign_code');
    },
  );
});

test('however many reviews follow one another, each changes the status or is refused', () => {
  const review = fc.oneof(
    fc.constant<Review>({ verdict: 'verified' }),
    fc.constantFrom(...ERROR_CODES).map(unverified),
  );
  fc.assert(
    fc.property(fc.constantFrom(...SESSION_STATUSES), fc.array(review), (first, reviews) => {
      let status = first;
      for (const next of reviews) {
        const result = reviewSession({ status, sections }, next);
        if (result.kind !== 'reviewed') continue;
        expect([status, result.status].sort()).toEqual(['requires_input', 'verified']);
        expect(result.event).toBe(`identity.verification_session.${result.status}`);
        expect(result.lastError === null).toBe(result.status === 'verified');
        status = result.status;
      }
    }),
  );
});

test('every code is of one section or of none', () => {
  for (const code of ERROR_CODES) {
    const section = sectionOf(code);
    expect(REPORT_SECTIONS.filter((name) => code.startsWith(`${name}_`))).toEqual(
      section === null ? [] : [section],
    );
  }
});
