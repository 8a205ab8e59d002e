import { readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findHeavyChains } from './find-heavy-chains.js';
import { importRules } from './import-rules.js';
import { readImports } from './read-imports.js';
import { type Project, readProjects } from './read-projects.js';
import { NOT_SOURCE } from './rules.js';
import { scanSources } from './scan-sources.js';
import type { Violation } from './violation.js';

/**
 * Every breach of the rules in `rules.ts` by the monorepo at `rootDir`; empty when there is none.
 *
 * @throws Error when a manifest or a source file cannot be read or parsed.
 */
export async function findViolations(rootDir: string): Promise<Violation[]> {
  const root = realpathSync(rootDir);
  const { projects, violations: untagged } = readProjects(root);
  const { modules, summary } = await readImports(root, projects, importRules(projects));
  const imports = summary.violations.map(
    ({ rule, from, to, cycle }): Violation => ({
      rule: rule.name,
      file: from,
      detail: cycle ? cycle.map((step) => step.name).join(' → ') : to,
    }),
  );
  return [
    ...untagged,
    ...imports,
    ...findHeavyChains(projects, modules),
    ...scanSources(root, sourceFiles(root, projects)),
  ];
}

const SOURCE_FILE = /\.(ts|mts|js|mjs)$/;

function sourceFiles(root: string, projects: readonly Project[]): string[] {
  const notSource = new RegExp(NOT_SOURCE);
  return projects
    .flatMap(({ folder }) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name.split(path.sep).join('/')}`,
      ),
    )
    .filter((file) => SOURCE_FILE.test(file) && !notSource.test(file) && !file.includes('/node_modules/'))
    .sort();
}
