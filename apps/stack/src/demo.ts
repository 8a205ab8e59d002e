import path from 'node:path';
import type { CommandContext } from './command-context.js';
import { ownPictures } from './demo/demo-options.js';
import { judgeNetwork } from './network/judge-network.js';
import { type Watched, watchNetwork } from './network/watch-network.js';
import { findRedisProgram, NO_CONTAINERS_VARIABLE } from './services/redis-programs.js';
import { addressOf } from './services/require-reachable.js';

const SERVICE_VARIABLES = ['DATABASE_URL', 'REDIS_URL', 'S3_ENDPOINT'] as const;
const REQUIRE_ISOLATION = '--require-isolation';

/**
 * `npm run demo`: the demonstration, with a watch on everything that it looks up or connects to. What nobody configured
 * fails it. With `--require-isolation` it also fails where native code cannot be watched.
 */
export async function run(context: CommandContext): Promise<number> {
  const { root, env, progress } = context;
  const argv = context.argv.filter((argument) => argument !== REQUIRE_ISOLATION);
  ownPictures(argv);
  const own = SERVICE_VARIABLES.filter((name) => env[name]);
  const unisolated = await whyNotIsolated(root, own);
  const watched = await watchNetwork({
    command: process.execPath,
    args: [path.join(root, 'infra', 'setup', 'run.mjs'), 'demo:unwatched', ...argv],
    cwd: process.cwd(),
    env: {
      ...env,
      IDEM_PREPARED: JSON.stringify(progress.times),
      ...(unisolated === null && { [NO_CONTAINERS_VARIABLE]: '1' }),
    },
    unisolated,
  });
  const quiet = sayNetwork(context, watched, own);
  const provenEnough = watched.unwatched === null || argv.length === context.argv.length;
  return watched.exitCode !== 0 || (quiet && provenEnough) ? watched.exitCode : 1;
}

/** Lists what was seen. @returns whether all of it was this machine or configured */
function sayNetwork(
  { env, progress }: CommandContext,
  watched: Watched,
  own: readonly (typeof SERVICE_VARIABLES)[number][],
): boolean {
  const configured = own.map((name) => addressOf(name, env[name] ?? '').host);
  const { seen, strangers } = judgeNetwork(watched, configured);
  progress.heading('Look-ups and connections');
  for (const line of seen) progress.say(`    ${line}`);
  progress.say();
  for (const line of strangers) progress.say(`  ${progress.paint.bad('✗')} ${line}`);
  if (watched.unwatched !== null) {
    const warning = `Native code was NOT watched, only JavaScript: ${watched.unwatched}.`;
    progress.say(`  ${progress.paint.bad('!')} ${warning}`);
  }
  const where = own.length > 0 ? 'on this machine or with what is configured' : 'on this machine';
  if (strangers.length === 0) progress.say(`  Every look-up and connection stayed ${where}.`);
  if (strangers.length === 0 && watched.unwatched === null) {
    progress.say('  All processes ran in a network namespace without a way out, and none looked for one.');
  }
  progress.say();
  return strangers.length === 0;
}

/**
 * Looks for Redis, and fetches it, while there is a network; inside it is found on the disk.
 *
 * @returns why the demo cannot run without a way out; null when it can
 */
async function whyNotIsolated(root: string, own: readonly string[]): Promise<string | null> {
  if (own.length > 0) return `${own.join(', ')} may lead out of a network namespace`;
  const program = await findRedisProgram(path.join(root, '.local', 'programs'), { containers: false });
  return program === null ? 'looking for Redis needs the network' : null;
}
