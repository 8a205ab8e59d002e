import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import type { Project } from './read-projects.js';
import { NOT_SOURCE } from './rules.js';

/**
 * Reads every import below the projects' folders and judges it by `forbidden`.
 *
 * Workspace packages resolve to their sources through the `@idem/source` condition, so the graph is
 * the one that is written and needs no build. Parsed with swc, because TypeScript 7 has no JavaScript API.
 */
export async function readImports(
  root: string,
  projects: readonly Project[],
  forbidden: IForbiddenRuleType[],
): Promise<ICruiseResult> {
  const { output } = await cruise(
    projects.map((project) => project.folder),
    {
      baseDir: root,
      parser: 'swc',
      tsPreCompilationDeps: true,
      exclude: { path: NOT_SOURCE },
      doNotFollow: { path: 'node_modules' },
      validate: true,
      ruleSet: { forbidden },
      enhancedResolveOptions: {
        conditionNames: ['@idem/source', 'import', 'node', 'default'],
        exportsFields: ['exports'],
        extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.node'],
        mainFields: ['main'],
      },
    },
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser returned a report instead of a graph');
  return output;
}
