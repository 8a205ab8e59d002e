#!/usr/bin/env node
// Every npm script starts here: install and build what is missing, then hand over to apps/stack.
// No dependency and no syntax newer than Node 14, so that even a Node that is too old gets to read
// why it is refused.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endWithNpm } from './end-with-npm.mjs';
import { requireNode } from './require-node.mjs';

const COMMANDS = ['build', 'models', 'migrate', 'start', 'demo', 'test', 'bench', 'csca'];
const [command, ...argv] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));

try {
  requireNode();
  endWithNpm();
  if (!COMMANDS.includes(command)) {
    throw Object.assign(new Error(`Usage: npm run <${COMMANDS.join('|')}>`), { forPeople: true });
  }
  const { prepare } = await import('./prepare.mjs');
  const progress = await prepare({ root, command });
  if (command !== 'build' && command !== 'models') {
    const main = pathToFileURL(path.join(root, 'apps', 'stack', 'dist', `${command}.js`)).href;
    const { run } = await import(main);
    process.exitCode = await run({ root, argv, env: process.env, progress });
  }
} catch (error) {
  console.error(`\n  ${error?.forPeople ? error.message : (error?.stack) || error}\n`);
  process.exitCode = 1;
}
