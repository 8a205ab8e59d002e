import { expect, test } from '@jest/globals';
import type { Hint } from './judge-frame.js';
import { IDLE, runShutter, type ShutterState } from './run-shutter.js';
import { SHOWN_MS, stabiliseHint } from './stabilise-hint.js';

/** Frames at 5 a second; the time in ms at which a picture is taken, or null. */
function takenAt(hints: readonly Hint[]): number | null {
  let state: ShutterState = IDLE;
  for (const [i, hint] of hints.entries()) {
    const next = runShutter(state, { hint, nowMs: i * 200, holdMs: 500 });
    if (next.take) return i * 200;
    state = next.state;
  }
  return null;
}

test('a picture is taken once it was good for half a second', () => {
  expect(takenAt(['align', 'hold', 'hold', 'hold', 'hold'])).toBe(800);
});

test('one bad frame does not start it over, two do', () => {
  expect(takenAt(['hold', 'hold', 'still', 'hold'])).toBe(600);
  expect(takenAt(['hold', 'hold', 'still', 'still', 'hold', 'hold', 'hold'])).toBeNull();
});

test('nothing is taken of what is never good', () => {
  expect(takenAt(Array(50).fill('focus'))).toBeNull();
});

test('a hint stays long enough to be read', () => {
  const shown = stabiliseHint(null, 'closer', 0);
  expect(stabiliseHint(shown, 'level', SHOWN_MS - 1)).toBe(shown);
  expect(stabiliseHint(shown, 'level', SHOWN_MS).hint).toBe('level');
  expect(stabiliseHint(shown, 'hold', 10).hint).toBe('hold');
});
