import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EVENT_TYPES, isSubscribed } from './index.js';

const REDACTED = 'identity.verification_session.redacted';
const anyType = fc.constantFrom(...EVENT_TYPES);

describe('isSubscribed', () => {
  test('an endpoint hears of what it names, whatever else it names', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyType, fc.string())), anyType, (others, type) => {
        expect(isSubscribed([...others, type], type)).toBe(true);
      }),
    );
  });

  test('an endpoint without the star does not hear of what it does not name', () => {
    fc.assert(
      fc.property(fc.array(anyType), anyType, (named, type) => {
        const others = named.filter((name) => name !== type);
        expect(isSubscribed(others, type)).toBe(false);
      }),
    );
  });

  test.each(EVENT_TYPES.filter((type) => type !== REDACTED))('* covers %s', (type) => {
    expect(isSubscribed(['*'], type)).toBe(true);
  });

  test('* does not cover redactions, which must be named', () => {
    expect(isSubscribed(['*'], REDACTED)).toBe(false);
    expect(isSubscribed(['*', REDACTED], REDACTED)).toBe(true);
  });
});
