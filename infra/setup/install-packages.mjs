import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { runChild } from './run-child.mjs';

/**
 * Makes node_modules agree with package-lock.json.
 *
 * @param {{ root: string, logs: string, progress: import('./progress.mjs').Progress }} context
 */
export async function installPackages({ root, logs, progress }) {
  if (isInstalled(root)) return;
  await progress.step('Install packages (npm ci)', (step) =>
    runChild('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=http'], {
      cwd: root,
      log: path.join(logs, 'npm-ci.log'),
      onLine: (line) => step.detail(/\/([^/ ]+)\.tgz/.exec(line)?.[1] ?? ''),
    }),
  );
}

/**
 * Whether what npm noted when it last installed covers the lock file. A lock file that is merely
 * newer (as after a checkout) is compared entry by entry before anything is thrown away.
 */
function isInstalled(root) {
  const wanted = path.join(root, 'package-lock.json');
  const noted = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  if (statSync(noted).mtimeMs >= statSync(wanted).mtimeMs) return true;
  const installed = readPackages(noted);
  return Object.entries(readPackages(wanted)).every(
    ([place, entry]) =>
      !place.startsWith('node_modules/') ||
      entry.link ||
      (installed[place]?.version ?? (entry.optional ? entry.version : undefined)) === entry.version,
  );
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
