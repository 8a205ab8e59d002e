import type { IModule } from 'dependency-cruiser';
import { inLayers, packagePattern } from './import-rules.js';
import type { Project } from './read-projects.js';
import { HEAVY_PACKAGES, LIGHT_LAYERS } from './rules.js';
import type { Violation } from './violation.js';

/**
 * Chains of static imports by which a light process would load a heavy package when it starts.
 *
 * Follows only what Node loads at start-up: dynamic imports wait, `import type` is erased. An
 * `import { type T }` is kept by `verbatimModuleSyntax`; `scan-sources.ts` refuses it.
 */
export function findHeavyChains(projects: readonly Project[], modules: readonly IModule[]): Violation[] {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  const heavy = new RegExp(HEAVY_PACKAGES.map(packagePattern).join('|'));
  return inLayers(projects, LIGHT_LAYERS).flatMap((project) => {
    const entry = `${project.folder}/src/main.ts`;
    if (!bySource.has(entry)) return [{ rule: 'light-processes', file: entry, detail: 'has no such entry' }];
    return heavyChains(entry, bySource, heavy).map((chain) => ({
      rule: 'light-processes',
      file: entry,
      detail: chain.slice(1).join(' → '),
    }));
  });
}

/** Breadth first, so that the shortest chain to each heavy module is the one reported. */
function heavyChains(entry: string, bySource: ReadonlyMap<string, IModule>, heavy: RegExp): string[][] {
  const chains: string[][] = [];
  const seen = new Set([entry]);
  let frontier = [[entry]];
  while (frontier.length > 0) {
    const next: string[][] = [];
    for (const chain of frontier) {
      for (const target of staticImports(bySource.get(chain.at(-1) ?? ''))) {
        if (seen.has(target)) continue;
        seen.add(target);
        (heavy.test(target) ? chains : next).push([...chain, target]);
      }
    }
    frontier = next;
  }
  return chains;
}

function staticImports(module: IModule | undefined): string[] {
  return (module?.dependencies ?? [])
    .filter((dependency) => !dependency.dynamic && !dependency.dependencyTypes.includes('type-only'))
    .map((dependency) => dependency.resolved);
}
