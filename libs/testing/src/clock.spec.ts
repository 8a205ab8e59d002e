import { expect, test } from '@jest/globals';
import { fakeClock } from './clock.js';

test('stands still until advanced, and hands out dates of its own', () => {
  const clock = fakeClock('2026-02-03T04:05:06.000Z');
  clock.now().setFullYear(1999);
  expect(clock.now().toISOString()).toBe('2026-02-03T04:05:06.000Z');
  clock.advance(86_400_000);
  expect(clock.now().toISOString()).toBe('2026-02-04T04:05:06.000Z');
});

test('refuses what is no instant', () => {
  expect(() => fakeClock('yesterday')).toThrow(RangeError);
});
