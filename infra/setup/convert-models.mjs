// Brings the models of models/manifest.json onto this machine, one line per model. Run by
// build-models.mjs in a process of its own.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vision = (module) => import(pathToFileURL(path.join(root, 'libs/vision/dist', module)).href);
const { buildModels } = await vision('convert/build-models.js');
const { ModelOverridesSchema } = await vision('runtime/manifest.js');

const { MODELS_DIR, MODEL_OVERRIDES, OPTIONAL_MODELS = '' } = process.env;
await buildModels({
  manifestPath: path.join(root, 'models', 'manifest.json'),
  outDir: path.resolve(root, MODELS_DIR || 'models/built'),
  enabledOptional: OPTIONAL_MODELS.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== ''),
  ...(MODEL_OVERRIDES && {
    overrides: ModelOverridesSchema.parse(JSON.parse(await readFile(MODEL_OVERRIDES, 'utf8'))),
  }),
  onProgress: ({ modelId, outcome, milliseconds }) =>
    console.log(`${modelId}: ${outcome} in ${Math.round(milliseconds)} ms`),
});
