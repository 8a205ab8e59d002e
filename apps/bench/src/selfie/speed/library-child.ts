import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { decodeImage } from '@idem/vision/image/decode';
import { timed } from '../../statistics/stopwatch.js';
import { MAX_SIDE } from '../pairs/take-samples.js';
import { faceApi } from '../rivals/face-api.js';
import type { FaceRival } from '../rivals/face-rival.js';
import { human } from '../rivals/human.js';
import { compareOnce } from './compare-once.js';

/** Started by `library-process.ts`: compares the two pictures that it is named whenever it is told to. */
const [library, ...files] = process.argv.slice(2);
const [document, selfie] = await Promise.all(files.map((file) => readFile(file)));

async function open(): Promise<() => Promise<void>> {
  if (library === 'idem') {
    const models = await openRepositoryModels();
    return () => compareOnce(models, { document: document!, selfie: selfie! });
  }
  const rival = await (library === 'human' ? human() : faceApi());
  return () => compareWith(rival);
}

async function compareWith(rival: FaceRival): Promise<void> {
  const templates: (readonly number[])[] = [];
  for (const picture of [document!, selfie!]) {
    const template = await rival.embed(await decodeImage(picture, { maxSide: MAX_SIDE }));
    if (template === null) throw new Error(`${rival.name} found no face`);
    templates.push(template);
  }
  rival.similarity(templates[0]!, templates[1]!);
}

const compare = await open();
process.on('message', async () => {
  const { duration } = await timed(compare);
  process.send?.({ ...duration, kibibytes: process.resourceUsage().maxRSS });
});
process.send?.('ready');
