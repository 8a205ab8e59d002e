import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '@idem/platform/clock/clock';
import type { CommandContext } from '@idem/stack/command-context';
import { OperatorError } from '@idem/stack/operator-error';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { benchPicture, type PictureResult } from './document/bench-picture.js';
import { type LabelledPicture, readManifest } from './document/manifest.js';
import { describeSummary } from './document/print-summary.js';
import { summarise } from './document/summarise.js';
import { type TimedModels, timeModels } from './document/timed-models.js';

const WARM_UPS = 3;

/**
 * `npm run bench:document -- --folder DIR [--json OUT] [--rotate] [--limit N]`: the document check on every picture that
 * `DIR/manifest.json` lists, on one thread, held against its labels. It prints; nothing is ever asserted
 * about a duration.
 */
export async function run({ argv, env, progress }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      folder: { type: 'string' },
      json: { type: 'string' },
      rotate: { type: 'boolean', default: false },
      limit: { type: 'string' },
    },
  });
  if (values.folder === undefined) throw new OperatorError('--folder names the folder with manifest.json.');
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  if (!(limit >= 1)) throw new OperatorError('--limit takes a number from 1.');
  // npm runs scripts in the package's folder; what the person names is meant from where they stand.
  const from = env.INIT_CWD ?? process.cwd();
  const folder = path.resolve(from, values.folder);
  const pictures = (await readManifest(folder)).slice(0, limit);
  const timedModels = timeModels(await openRepositoryModels());
  const options = { now: systemClock.now(), rotate: values.rotate };

  await progress.step('Warm up', () => warmUp(timedModels, folder, pictures, options.now));
  const rows = await progress.step(`Read ${pictures.length} pictures`, async (step) => {
    const results: PictureResult[] = [];
    for (const picture of pictures) {
      step.detail(picture.file);
      results.push(await benchPicture(timedModels, folder, picture, options));
    }
    return results;
  });
  const summary = summarise(rows);
  // Of the whole process from its start, models and warm-up included; Linux and macOS report kibibytes.
  const peakMegabytes = (process.resourceUsage().maxRSS * 1_024) / 1e6;

  progress.heading('Document check');
  progress.say(
    `    ${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}; one thread, after ${WARM_UPS} to warm up\n`,
  );
  for (const line of describeSummary(rows, summary, peakMegabytes)) progress.say(line);
  progress.say();
  if (values.json !== undefined) {
    const report = { folder, at: options.now.toISOString(), summary, peakMegabytes, pictures: rows };
    await writeFile(path.resolve(from, values.json), `${JSON.stringify(report, null, 2)}\n`);
  }
  return 0;
}

async function warmUp(
  timedModels: TimedModels,
  folder: string,
  pictures: readonly LabelledPicture[],
  now: Date,
): Promise<void> {
  for (const picture of pictures.slice(0, WARM_UPS))
    await benchPicture(timedModels, folder, picture, { now, rotate: false });
}
