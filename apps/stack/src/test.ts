import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import type { CommandContext } from './command-context.js';
import { provideSecrets } from './data-dir/secrets.js';
import { OperatorError } from './operator-error.js';
import { type Services, startServices } from './services/start-services.js';
import { prepareTestDatabases, type TestDatabases } from './services/test-databases.js';
import { inLanes } from './testing/in-lanes.js';
import { listProjects, type TestProject } from './testing/list-projects.js';
import { runJest } from './testing/run-jest.js';
import { runLogged, tailOf } from './testing/run-logged.js';
import { add, describeTally, NOTHING, oneStep, type Tally } from './testing/tally.js';
import { untilToldToStop } from './until-told-to-stop.js';

const MOST_LANES = 4;
const SHOWN_LINES = 80;
/** Redis offers 16 logical databases unless told otherwise. */
const LOGICAL_DATABASES = 16;
/** Starts whole stacks and kills parts of them: everything else would only get in its way. */
const RUNS_ALONE = 'e2e';

/** `npm test [-- project …] [-- jest options]`: every suite, type check and lint, on services of their own. */
export async function run(context: CommandContext): Promise<number> {
  const { root, env, progress } = context;
  const { projects, jestOptions } = select(context);
  const scratch = mkdtempSync(path.join(tmpdir(), 'idem-test-'));
  // As root PostgreSQL runs as another user, who has to get to its data.
  chmodSync(scratch, 0o711);
  let services: Services | undefined;
  let databases: TestDatabases | undefined;
  try {
    return await untilToldToStop(async (told) => {
      const started = await progress.step(
        'Services for the tests',
        () =>
          startServices({ root, dataDir: scratch, env, secrets: provideSecrets(scratch), durable: false }),
        ({ postgres, queue }) => `${postgres.description} · ${queue.description}`,
      );
      services = started;
      const prepared = await prepareTestDatabases(started.postgres.url);
      databases = prepared;

      let total = NOTHING;
      const count = (tally: Tally) => {
        total = add(total, tally);
      };
      const check = async (title: string, ...command: [string, ...string[]]) => {
        const step = progress.begin(title);
        const logFile = path.join(root, '.local', 'logs', `test-${title.replaceAll(/\W+/g, '-')}.log`);
        const { exitCode } = await runLogged(command, { cwd: root, env, logFile, signal: told });
        finish(step, oneStep(exitCode === 0), logFile);
        count(oneStep(exitCode === 0));
      };
      const test = async (project: TestProject) => {
        const step = progress.begin(project.name);
        const databaseUrl = await prepared.create(project.name);
        const { tally, logFile } = await runJest(
          { ...context, project, told, scratch, jestOptions },
          {
            DATABASE_URL: databaseUrl,
            REDIS_URL: queueUrlFor(started.queue.url, databaseUrl, projects.indexOf(project)),
            ...started.objectStore.env,
          },
        );
        finish(step, tally, logFile);
        count(tally);
      };
      const finish = (step: ReturnType<typeof progress.begin>, tally: Tally, logFile: string) => {
        if (tally.failed === 0) return step.done(describeTally(tally));
        step.fail(describeTally(tally));
        progress.say(`\n${tailOf(logFile, SHOWN_LINES)}\n\n  The whole output is in ${logFile}\n`);
        return 0;
      };

      progress.say();
      if (context.argv.length === 0) {
        const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);
        await check('types of the specs', bin('tsc'), '-p', 'tsconfig.spec.json');
        await check('types of the page’s specs', bin('tsc'), '-p', 'apps/web/tsconfig.spec.json');
        await check('format and lint', bin('biome'), 'check', '.');
      }
      const alone = projects.filter(({ name }) => name === RUNS_ALONE);
      const together = projects.filter(({ name }) => name !== RUNS_ALONE);
      await inLanes(together, Math.min(MOST_LANES, availableParallelism()), (project) =>
        told.aborted ? Promise.resolve() : test(project),
      );
      for (const project of alone) if (!told.aborted) await test(project);

      if (told.aborted) throw new OperatorError('Stopped before the tests were through.');
      if (total.passed + total.failed === 0) throw new OperatorError('No test was executed.');
      progress.say();
      if (total.skipped > 0) console.log(`${total.skipped} skipped`);
      console.log(`${total.passed} passed, ${total.failed} failed`);
      return total.failed === 0 ? 0 : 1;
    });
  } finally {
    await databases?.drop();
    await services?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Names of projects come first; from the first option on everything is for Jest. */
function select({ root, argv }: CommandContext): {
  projects: readonly TestProject[];
  jestOptions: readonly string[];
} {
  const all = listProjects(root);
  const firstOption = argv.findIndex((argument) => argument.startsWith('-'));
  const names = firstOption === -1 ? argv : argv.slice(0, firstOption);
  const unknown = names.filter((name) => !all.some((project) => project.name === name));
  if (unknown.length > 0) {
    throw new OperatorError(
      `There is no project ${unknown.join(', ')} with tests. There are ${all.map(({ name }) => name).join(', ')}.`,
    );
  }
  return {
    projects: names.length === 0 ? all : all.filter(({ name }) => names.includes(name)),
    jestOptions: firstOption === -1 ? [] : argv.slice(firstOption),
  };
}

/** Suites side by side must not see each other's jobs. */
function queueUrlFor(queueUrl: string, databaseUrl: string, index: number): string {
  if (!queueUrl.startsWith('redis')) return databaseUrl;
  const url = new URL(queueUrl);
  url.pathname = `/${index % LOGICAL_DATABASES}`;
  return url.href;
}
