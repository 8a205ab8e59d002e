import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelEntry } from './manifest.js';

/** Package name → its folder. @throws when it is not installed. */
export type ResolvePackage = (name: string) => string;

export interface ModelPlaces {
  /** Folder of the manifest; repository sources are relative to it. */
  readonly manifestDir: string;
  /** Folder of built models. */
  readonly builtDir: string;
  readonly resolvePackage: ResolvePackage;
}

/** Where a model's ONNX file lies or will lie: in place when it needs no conversion, else in `builtDir`. */
export function locateModel(entry: ModelEntry, places: ModelPlaces): string {
  const { source } = entry;
  if (source.kind === 'file') return resolve(source.path);
  if (entry.converter.name === 'none') {
    if (source.kind === 'package') return join(places.resolvePackage(source.package), source.files[0]!.path);
    if (source.kind === 'repository') return join(places.manifestDir, source.files[0]!.path);
  }
  return join(places.builtDir, `${entry.id}.onnx`);
}

/**
 * Finds an installed package by walking up from this file, as Node does. `require.resolve` would not do:
 * packages whose `exports` omit `package.json` cannot be found through it.
 */
export function resolveInstalledPackage(name: string): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const candidate = join(dir, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dir === dirname(dir)) throw new Error(`package ${name} is not installed`);
  }
}
