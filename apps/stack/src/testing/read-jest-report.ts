import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Tally } from './tally.js';

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  /** Suites that could not even be loaded: their tests appear nowhere else. */
  numRuntimeErrorTestSuites: z.int(),
});

/**
 * Reads what `jest --json` wrote.
 *
 * @param exitCode Jest's own: when it says failure and no test did, something else failed and counts as one
 */
export function readJestReport(file: string, exitCode: number | null): Tally {
  const report = parse(file);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function parse(file: string): z.infer<typeof reportSchema> | null {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
