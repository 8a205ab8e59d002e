import { OperatorError } from '@idem/stack/operator-error';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { benchPicture, type PictureResult } from '../document/bench-picture.js';
import { readManifest } from '../document/manifest.js';
import { describeSummary } from '../document/print-summary.js';
import { summarise } from '../document/summarise.js';
import { timeStages } from '../document/time-stages.js';
import { compareReaders } from '../rivals/compare-readers.js';
import { openRivals } from '../rivals/open-rivals.js';
import { describeRivals } from '../rivals/print-rivals.js';
import { summariseRivals } from '../rivals/summarise-rivals.js';
import type { BenchMode } from './bench-mode.js';

const WARM_UPS = 3;

/**
 * The document check on every picture that `DIR/manifest.json` lists, on one thread, held against its labels.
 */
export const folderMode: BenchMode = {
  chosenBy: 'folder',
  summary: 'Reads a labelled folder of documents',
  options: {
    folder: { type: 'string', value: 'DIR', help: 'the folder with the pictures and their manifest.json' },
    rotate: { type: 'boolean', help: 'also reads each picture turned by 90, 180 and 270 degrees' },
    compare: { type: 'boolean', help: 'also lets other readers read each picture' },
    limit: { type: 'string', value: 'N', help: 'only the first N pictures' },
  },
  run: async ({ progress, env, now, has, text, count, path }) => {
    const named = text('folder');
    if (named === undefined) throw new OperatorError('--folder names the folder with manifest.json.');
    const folder = path(named);
    const pictures = (await readManifest(folder)).slice(0, count('limit') ?? Number.POSITIVE_INFINITY);
    const stages = timeStages(await openRepositoryModels());
    const rotate = has('rotate');
    await progress.step('Warm up', async () => {
      for (const picture of pictures.slice(0, WARM_UPS))
        await benchPicture(stages, folder, picture, { now, rotate: false });
    });
    const { rivals, missing } = has('compare') ? await openRivals(env) : { rivals: [], missing: [] };
    const read = progress.step(`Read ${pictures.length} pictures`, async (step) => {
      const results: PictureResult[] = [];
      for (const picture of pictures) {
        step.detail(picture.file);
        const ours = await benchPicture(stages, folder, picture, { now, rotate });
        const others =
          rivals.length > 0 ? await compareReaders(rivals, stages.deps.models, folder, picture) : null;
        results.push(others ? { ...ours, rivals: others } : ours);
      }
      return results;
    });
    // Their threads would keep a process alive that has failed.
    const rows = await read.finally(() => Promise.all(rivals.map((rival) => rival.close())));
    const summary = summarise(rows);
    progress.heading('Document check');
    progress.say(`    one thread, after ${WARM_UPS} pictures to warm up\n`);
    for (const line of describeSummary(rows, summary)) progress.say(line);
    const readers = has('compare') ? summariseRivals(rows, rivals) : [];
    if (readers.length > 0) {
      progress.heading('Beside other readers');
      for (const line of describeRivals(readers, missing)) progress.say(line);
    }
    return { folder, summary, readers, missing, pictures: rows };
  },
};
