import { expect, test } from '@jest/globals';
import { livenessOf, withLiveness } from './liveness-policy.js';
import { missingRequirements } from './requirements.js';

const selfie = { document: { require_matching_selfie: true } };

test('a session with a selfie has a policy: its own, else the deployment’s, else passive', () => {
  expect(livenessOf({ document: {} })).toBeNull();
  expect(livenessOf(selfie)).toBe('passive');
  expect(livenessOf(withLiveness(selfie, 'required_active'))).toBe('required_active');
  const own = { document: { ...selfie.document, liveness: 'off' as const } };
  expect(livenessOf(withLiveness(own, 'required_active'))).toBe('off');
  expect(withLiveness({ document: {} }, 'required_active')).toEqual({ document: {} });
});

test('only where it is required a challenge is missing', () => {
  const supplied = { biometric_consent: true, images: {} };
  expect(missingRequirements(withLiveness(selfie, 'passive'), [], supplied)).toEqual([]);
  const active = withLiveness(selfie, 'required_active');
  expect(missingRequirements(active, [], supplied)).toEqual(['selfie_challenge']);
  expect(missingRequirements(active, [], { ...supplied, selfie_challenge: 'vchl_1' })).toEqual([]);
});
