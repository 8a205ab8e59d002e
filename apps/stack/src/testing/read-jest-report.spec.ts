import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readJestReport } from './read-jest-report.js';
import { add, describeTally, NOTHING, oneStep } from './tally.js';

const home = mkdtempSync(path.join(tmpdir(), 'idem-report-'));
afterAll(() => rmSync(home, { recursive: true }));

const report = (changes: object) => {
  const file = path.join(home, 'report.json');
  const clean = {
    numPassedTests: 7,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
  };
  writeFileSync(file, JSON.stringify({ ...clean, ...changes }));
  return file;
};

test.each([
  ['all pass', {}, 0, { passed: 7, failed: 0, skipped: 0 }],
  ['a test fails', { numFailedTests: 2 }, 1, { passed: 7, failed: 2, skipped: 0 }],
  ['a suite does not load', { numRuntimeErrorTestSuites: 1 }, 1, { passed: 7, failed: 1, skipped: 0 }],
  ['Jest fails for another reason', {}, 1, { passed: 7, failed: 1, skipped: 0 }],
  ['tests are skipped', { numPendingTests: 1, numTodoTests: 2 }, 0, { passed: 7, failed: 0, skipped: 3 }],
])('%s', (_, changes, exitCode, tally) => {
  expect(readJestReport(report(changes), exitCode)).toEqual(tally);
});

test('a run that left no report failed', () => {
  expect(readJestReport(path.join(home, 'missing.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('tallies add up and speak of trouble only', () => {
  const total = [oneStep(true), oneStep(false), { passed: 3, failed: 0, skipped: 1 }].reduce(add, NOTHING);
  expect(describeTally(total)).toBe('4 passed, 1 failed, 1 skipped');
  expect(describeTally(oneStep(true))).toBe('1 passed');
});
