import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runChild } from './run-child.mjs';

const SHARED_INPUTS = [
  'package.json',
  'package-lock.json',
  'nx.json',
  'tsconfig.base.json',
  'prisma/schema.prisma',
];
const NEVER_INPUT = new Set(['node_modules', 'dist', 'generated', '.local', 'coverage']);

/**
 * Compiles every project. Nx knows what changed, but takes seconds to say so; a stamp over the
 * names, sizes and times of all inputs answers the common case "nothing did" at once.
 *
 * @param {{ root: string, logs: string, progress: import('./progress.mjs').Progress }} context
 */
export async function buildSources({ root, logs, progress }) {
  const stampFile = path.join(root, '.local', 'build-stamp');
  const projects = listProjects(root);
  const stamp = stampOf(root, projects);
  const built = projects.every((project) => existsSync(path.join(root, project, 'dist')));
  if (built && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  await progress.step('Build', (step) =>
    runChild(process.execPath, [nxBinary(root), 'run-many', '-t', 'build', '--outputStyle=static'], {
      cwd: root,
      log: path.join(logs, 'build.log'),
      env: { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' },
      onLine: (line) => step.detail(/nx run @idem\/([\w-]+):build/.exec(line)?.[1] ?? ''),
    }),
  );
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function listProjects(root) {
  return ['libs', 'apps'].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .map((name) => path.join(folder, name))
      .filter((project) => existsSync(path.join(root, project, 'tsconfig.json'))),
  );
}

function nxBinary(root) {
  const manifest = path.join(root, 'node_modules', 'nx', 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin.nx);
}

function stampOf(root, projects) {
  const hash = createHash('sha256').update(process.version);
  const add = (file) => {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  };
  for (const file of SHARED_INPUTS) add(file);
  for (const project of projects) for (const file of inputsOf(root, project)) add(file);
  return hash.digest('hex');
}

function inputsOf(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = path.join(folder, entry.name);
      if (entry.isDirectory()) return NEVER_INPUT.has(entry.name) ? [] : inputsOf(root, inside);
      return entry.isFile() && !entry.name.endsWith('.spec.ts') ? [inside] : [];
    });
}
