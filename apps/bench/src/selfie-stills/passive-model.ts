import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildModels } from '@idem/vision/convert/build-models';
import { REPOSITORY_MANIFEST } from '@idem/vision/convert/repository-models';
import type { Models } from '@idem/vision/runtime/models';
import { openModels } from '@idem/vision/runtime/open-models';
import { PASSIVE_LIVENESS } from '@idem/vision/stages/face-liveness/passive-liveness';

/**
 * Adds the optional model, built from weights that the person has and verified as if they had come from the
 * manifest's URL. It is built for this run and is gone with the process.
 *
 * @param file the `.pth` file
 * @throws {DownloadError} when it is not the file that the manifest names.
 */
export async function withPassiveModel(models: Models, file: string): Promise<Models> {
  const modelsDir = await mkdtemp(path.join(tmpdir(), 'idem-bench-'));
  process.once('exit', () => rmSync(modelsDir, { recursive: true, force: true }));
  await buildModels({
    manifestPath: REPOSITORY_MANIFEST,
    outDir: modelsDir,
    only: [PASSIVE_LIVENESS],
    fetch: async () => new Response(await readFile(file)),
  });
  const passive = await openModels({ manifestPath: REPOSITORY_MANIFEST, modelsDir });
  const holderOf = (id: string) => (id === PASSIVE_LIVENESS ? passive : models);
  return {
    describe: (id) => holderOf(id).describe(id),
    has: (id) => holderOf(id).has(id),
    run: (id, inputs) => holderOf(id).run(id, inputs),
  };
}
