import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from './list-projects.js';
import { readJestReport } from './read-jest-report.js';
import { runLogged } from './run-logged.js';
import type { Tally } from './tally.js';

const LONGEST_MS = 20 * 60_000;
/** Jest writes its report and ends. A suite that left something open keeps it from ending for ever. */
const END_GRACE_MS = 20_000;
const LOOK_EVERY_MS = 500;

export interface JestRun {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly project: TestProject;
  /** Ends the run early. */
  readonly told: AbortSignal;
  /** For files of the run; removed by the caller. */
  readonly scratch: string;
  readonly jestOptions: readonly string[];
}

/**
 * Runs one project's suites in a process of their own. A run that does not come to its end counts a
 * failure, whatever its tests said.
 */
export async function runJest(
  { root, env, project, told, scratch, jestOptions }: JestRun,
  services: Readonly<Record<string, string>>,
): Promise<{ readonly tally: Tally; readonly logFile: string }> {
  const report = path.join(scratch, `${project.name}.json`);
  const logFile = path.join(root, '.local', 'logs', `test-${project.name}.log`);
  const deadline = new AbortController();
  const began = performance.now();
  let reportedAt: number | undefined;
  const watch = setInterval(() => {
    if (existsSync(report)) reportedAt ??= performance.now();
    const stuck = reportedAt !== undefined && performance.now() - reportedAt > END_GRACE_MS;
    if (stuck || performance.now() - began > LONGEST_MS) deadline.abort();
  }, LOOK_EVERY_MS);
  const { exitCode } = await runLogged(
    [
      process.execPath,
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      path.join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--runInBand',
      '--json',
      `--outputFile=${report}`,
      ...jestOptions,
    ],
    {
      cwd: project.directory,
      logFile,
      signal: AbortSignal.any([told, deadline.signal]),
      env: {
        ...env,
        ...services,
        IDEM_MASTER_KEY: randomBytes(32).toString('base64'),
        MODELS_DIR: env.MODELS_DIR || path.join(root, 'models', 'built'),
        DATA_DIR: path.join(scratch, project.name),
      },
    },
  );
  clearInterval(watch);
  if (deadline.signal.aborted) {
    const why = reportedAt === undefined ? 'was not through in time' : 'left something open and did not end';
    appendFileSync(logFile, `\nThis project's Jest ${why}; it was ended, which counts as one failure.\n`);
  }
  const tally = readJestReport(report, exitCode);
  const uncounted = deadline.signal.aborted && tally.failed > 0 && reportedAt !== undefined ? 1 : 0;
  return { tally: { ...tally, failed: tally.failed + uncounted }, logFile };
}
