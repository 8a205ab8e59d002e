#!/usr/bin/env node
// Every npm script starts here: install and build what is missing, then hand over to an app.
// No dependency and no syntax newer than Node 14, so that even a Node that is too old gets to read
// why it is refused.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endWithNpm } from './end-with-npm.mjs';
import { QUIET } from './quiet.mjs';
import { requireNode } from './require-node.mjs';

/** Commands and the module that runs each; null where setting up is all there is to do. */
const COMMANDS = {
  build: null,
  models: null,
  migrate: 'apps/stack/dist/migrate.js',
  start: 'apps/stack/dist/start.js',
  demo: 'apps/stack/dist/demo.js',
  'demo:unwatched': 'apps/stack/dist/demo/unwatched-demo.js',
  csca: 'apps/stack/dist/csca.js',
  keys: 'apps/stack/dist/keys.js',
  test: 'apps/stack/dist/test.js',
  bench: 'apps/stack/dist/bench.js',
  'bench:document': 'apps/bench/dist/bench-document.js',
  'bench:selfie': 'apps/bench/dist/bench-selfie.js',
  'bench:attacks': 'apps/bench/dist/bench-attacks.js',
  screens: 'apps/e2e/dist/take-screens.js',
};
const [command, ...argv] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));

try {
  requireNode();
  Object.assign(process.env, QUIET);
  endWithNpm();
  if (!Object.keys(COMMANDS).includes(command)) {
    throw Object.assign(new Error(`Usage: npm run <${Object.keys(COMMANDS).join('|')}>`), {
      forPeople: true,
    });
  }
  const { prepare } = await import('./prepare.mjs');
  const progress = await prepare({ root, command });
  const main = COMMANDS[command];
  if (main !== null) {
    const { run } = await import(pathToFileURL(path.join(root, main)).href);
    process.exitCode = await run({ root, argv, env: process.env, progress });
  }
} catch (error) {
  console.error(`\n  ${error?.forPeople ? error.message : (error?.stack) || error}\n`);
  process.exitCode = 1;
}
