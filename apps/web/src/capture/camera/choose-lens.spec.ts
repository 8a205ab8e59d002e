import { expect, test } from '@jest/globals';
import { chooseConstraints } from './choose-constraints.js';
import { chooseLens } from './choose-lens.js';
import { platformOf } from './platform.js';

const lenses = (...labels: string[]) => labels.map((label) => ({ deviceId: label, label }));

test('on Android the first camera that faces back is taken, whatever the order of the list', () => {
  const phone = lenses(
    'camera2 1, facing front',
    'camera2 3, facing front',
    'camera2 2, facing back',
    'camera2 0, facing back',
  );
  expect(chooseLens(phone, 'android', 'camera2 2, facing back')?.label).toBe('camera2 0, facing back');
  expect(chooseLens(phone, 'android', 'camera2 0, facing back')).toBeNull();
});

test.each([['Back Dual Wide Camera'], ['Rückseitige Dual-Weitwinkelkamera']])(
  'on iOS %s is taken before a lens that cannot focus near',
  (label) => {
    const phone = lenses('Back Camera', 'Back Ultra Wide Camera', label);
    expect(chooseLens(phone, 'ios', 'Back Camera')?.label).toBe(label);
  },
);

test('where nothing is known of the lenses the browser has chosen', () => {
  expect(chooseLens(lenses('', ''), 'android', 'x')).toBeNull();
  expect(chooseLens(lenses('FaceTime HD Camera'), 'desktop', 'x')).toBeNull();
});

test('iOS is never asked for a height', () => {
  expect(chooseConstraints('environment', 'ios')).not.toHaveProperty('height');
  expect(chooseConstraints('environment', 'android')).toHaveProperty('height');
});

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5, 'ios'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 5, 'ios'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 0, 'desktop'],
  ['Mozilla/5.0 (Linux; Android 14; Pixel 8)', 5, 'android'],
])('%s with %i points is %s', (agent, points, platform) => {
  expect(platformOf(agent, points)).toBe(platform);
});
