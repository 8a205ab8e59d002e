import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { LAYERS, type Layer } from './rules.js';
import type { Violation } from './violation.js';

const workspaceManifest = z.object({ workspaces: z.array(z.string()) });
const projectManifest = z.object({
  name: z.string(),
  nx: z.object({ tags: z.array(z.string()).default([]) }).default({ tags: [] }),
});

/** One workspace package. */
export interface Project {
  readonly name: string;
  /** Relative to the root, without a trailing slash: `libs/domain`. */
  readonly folder: string;
  readonly layer: Layer;
}

/**
 * The workspace packages with their layers, and those whose tags do not say exactly one known layer.
 * A project without a usable layer is left out of the import rules, so it must always be reported.
 */
export function readProjects(root: string): { projects: Project[]; violations: Violation[] } {
  const projects: Project[] = [];
  const violations: Violation[] = [];
  for (const folder of projectFolders(root)) {
    const file = `${folder}/package.json`;
    const { name, nx } = projectManifest.parse(readJson(path.join(root, file)));
    const [layer, ...others] = nx.tags.filter((tag) => tag.startsWith('layer:') || tag.includes('*'));
    const stated = layer?.slice('layer:'.length);
    if (others.length > 0 || !isLayer(stated)) {
      violations.push({ rule: 'one-layer-tag', file, detail: nx.tags.join(', ') || 'no tag' });
    } else {
      projects.push({ name, folder, layer: stated });
    }
  }
  return { projects, violations };
}

/** Workspace patterns here are a folder or every folder of a folder (`libs/*`); npm knows more, we need no more. */
function projectFolders(root: string): string[] {
  const { workspaces } = workspaceManifest.parse(readJson(path.join(root, 'package.json')));
  return workspaces
    .flatMap((pattern) => {
      const parent = pattern.replace(/\/\*$/, '');
      return parent === pattern
        ? [pattern]
        : readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}`);
    })
    .filter((folder) => existsSync(path.join(root, folder, 'package.json')))
    .sort();
}

function isLayer(text: string | undefined): text is Layer {
  return text !== undefined && Object.hasOwn(LAYERS, text);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
