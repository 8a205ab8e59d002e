import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Models } from '../runtime/models.js';
import { openModels } from '../runtime/open-models.js';
import { buildModels } from './build-models.js';

/** This repository's `models` folder; three levels above both `src` and `dist`. */
const MODELS_DIR = fileURLToPath(new URL('../../../../models/', import.meta.url));

/** Path of this repository's model manifest. */
export const REPOSITORY_MANIFEST = join(MODELS_DIR, 'manifest.json');

/** Where this repository's models are built to. */
export const REPOSITORY_BUILT_MODELS = join(MODELS_DIR, 'built');

/** Opens this repository's required models, building those that are missing: for tests, demos and benchmarks. */
export async function openRepositoryModels(): Promise<Models> {
  await buildModels({ manifestPath: REPOSITORY_MANIFEST, outDir: REPOSITORY_BUILT_MODELS });
  return openModels({ manifestPath: REPOSITORY_MANIFEST, modelsDir: REPOSITORY_BUILT_MODELS });
}
