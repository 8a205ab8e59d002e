import { expect, test } from '@jest/globals';
import { addressInChrome, isStranded } from './in-app-browser.js';

test.each([
  ['an app on a phone that lends no camera', 'ios', false, true, true],
  ['a browser on a phone', 'android', true, true, false],
  ['an old browser on a computer, which has no other to go to', 'desktop', false, true, false],
  ['a page without encryption, which no browser lends a camera', 'android', false, false, false],
] as const)('%s', (_what, platform, hasCamera, secure, stranded) => {
  expect(isStranded({ platform, hasCamera, secure })).toBe(stranded);
});

test('Android is led to Chrome, with the language that was asked for', () => {
  expect(addressInChrome('https://id.example/start/abc?locale=fr#x', 'android')).toBe(
    'intent://id.example/start/abc?locale=fr#Intent;scheme=https;package=com.android.chrome;end',
  );
  expect(addressInChrome('https://id.example/start/abc', 'ios')).toBeNull();
});
