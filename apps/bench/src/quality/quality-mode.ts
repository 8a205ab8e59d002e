import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '@idem/stack/operator-error';
import { ERIKSSON, facePicture, photograph, type RenderedDocument, SPECIMENS } from '@idem/testing';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { UndecodableImageError } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { readManifest } from '../document/manifest.js';
import type { BenchMode } from '../modes/bench-mode.js';
import { DEGRADATIONS } from './degradations.js';
import { measurePhotograph, type QualityRow } from './measure-photograph.js';
import { describeQuality, type QualityLevel } from './print-quality.js';

const PASSPORTS = SPECIMENS.filter(({ format }) => format === 'TD3');

/**
 * The measures behind every threshold of picture quality: on photographs of generated passports, degraded by
 * known amounts, and on a folder of real pictures, where whatever is found is mostly a false alarm.
 */
export const qualityMode: BenchMode = {
  chosenBy: 'quality',
  summary: 'Measures picture quality on photographs with known faults',
  options: {
    quality: {
      type: 'string',
      value: 'N',
      help: 'with N generated documents for every level of every fault',
    },
    report: { type: 'boolean', help: 'of odd seeds, on which no threshold was chosen' },
    pictures: { type: 'string', value: 'DIR', help: 'also on the pictures of a folder with a manifest.json' },
  },
  run: async ({ progress, count, has, text, path: resolve }) => {
    const documents = count('quality');
    if (documents === undefined) throw new OperatorError('--quality takes the number of documents.');
    const models = await openRepositoryModels();
    const first = has('report') ? 1 : 2;
    const rows: QualityLevel[] = [];
    for (const { name, levels } of DEGRADATIONS) {
      await progress.step(name, async (step) => {
        for (const { label, capture } of levels) {
          step.detail(label);
          const measured: (QualityRow & { exact: boolean })[] = [];
          for (let index = 0; index < documents; index++) {
            const seed = first + 2 * index;
            const document = await passport(seed);
            const { image } = await photograph(document, { ...capture, seed });
            const row = await measurePhotograph(models, image);
            measured.push({ ...row, exact: row.mrz === document.mrz.join('') });
          }
          rows.push({ fault: name, level: label, rows: measured });
        }
      });
    }
    const folder = text('pictures');
    const real = folder === undefined ? null : await realPictures(models, resolve(folder));
    progress.heading('Picture quality');
    for (const line of describeQuality(rows, real)) progress.say(line);
    return { seeds: has('report') ? 'odd' : 'even', documents, generated: rows, real };
  },
};

async function passport(seed: number): Promise<RenderedDocument> {
  const kind = PASSPORTS[seed % PASSPORTS.length]!;
  return (await kind.render(ERIKSSON, { seed, portrait: await facePicture('vera') })).front;
}

async function realPictures(models: Models, folder: string): Promise<(QualityRow & { file: string })[]> {
  const rows: (QualityRow & { file: string })[] = [];
  for (const { file } of await readManifest(folder)) {
    try {
      rows.push({ file, ...(await measurePhotograph(models, await readFile(path.join(folder, file)))) });
    } catch (error) {
      if (!(error instanceof UndecodableImageError)) throw error;
    }
  }
  return rows;
}
