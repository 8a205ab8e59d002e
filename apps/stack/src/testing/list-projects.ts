import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** A workspace with tests. */
export interface TestProject {
  /** The folder's name, by which `npm test -- <name>` picks it. */
  readonly name: string;
  /** Absolute path. */
  readonly directory: string;
}

const manifestSchema = z.object({ workspaces: z.array(z.string()) });
const NEVER_TESTS = new Set(['node_modules', 'dist', 'generated', '.local']);

/** Every workspace that has a Jest configuration and at least one spec, in the order of package.json. */
export function listProjects(root: string): readonly TestProject[] {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return manifestSchema
    .parse(manifest)
    .workspaces.flatMap((pattern) => expand(root, pattern))
    .filter((directory) => existsSync(path.join(directory, 'jest.config.mjs')) && hasSpec(directory))
    .map((directory) => ({ name: path.basename(directory), directory }));
}

/** Workspaces are written as `folder` or `folder/*`. */
function expand(root: string, pattern: string): string[] {
  if (!pattern.endsWith('/*')) return [path.join(root, pattern)];
  const parent = path.join(root, pattern.slice(0, -2));
  return readdirSync(parent)
    .sort()
    .map((name) => path.join(parent, name));
}

function hasSpec(directory: string): boolean {
  return readdirSync(directory, { withFileTypes: true }).some((entry) =>
    entry.isDirectory()
      ? !NEVER_TESTS.has(entry.name) && hasSpec(path.join(directory, entry.name))
      : entry.name.endsWith('.spec.ts'),
  );
}
