import path from 'node:path';
import { buildModels } from './build-models.mjs';
import { buildSources } from './build-sources.mjs';
import { installPackages } from './install-packages.mjs';
import { createProgress } from './progress.mjs';

const NEEDS_MODELS = new Set([
  'models',
  'start',
  'demo',
  'demo:unwatched',
  'test',
  'bench',
  'bench:document',
  'bench:selfie',
  'bench:attacks',
]);

/**
 * Brings a checkout to the point where `command` can run: packages, build, models. Whatever is
 * already there costs milliseconds. A command that starts another one hands it `IDEM_PREPARED`, the times of its own steps as
 * JSON, and nothing is done again.
 *
 * @param {{ root: string, command: string }} input
 * @returns The progress that told of it; its `times` hold the steps that were needed.
 */
export async function prepare({ root, command }) {
  const { IDEM_PREPARED } = process.env;
  if (IDEM_PREPARED) return createProgress({ times: JSON.parse(IDEM_PREPARED) });
  const progress = createProgress();
  const context = { root, logs: path.join(root, '.local', 'logs'), progress };
  if (command === 'demo') progress.heading('Idem · identity verification on your own machine');
  await installPackages(context);
  await buildSources(context);
  if (NEEDS_MODELS.has(command)) await buildModels(context);
  return progress;
}
