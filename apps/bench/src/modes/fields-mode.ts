import { OperatorError } from '@idem/stack/operator-error';
import { SPECIMENS } from '@idem/testing/documents/specimens';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { GIVEN_NAMES, SURNAMES } from '../fields/holders.js';
import { describeFields } from '../fields/print-fields.js';
import { type Level, readSpecimen, type SpecimenReading } from '../fields/read-specimen.js';
import { summariseFields } from '../fields/summarise-fields.js';
import type { BenchMode } from './bench-mode.js';

const LEVELS: readonly Level[] = ['flat', 'steady', 'poor'];

/**
 * The print of rendered specimens, field by field, flat and photographed, and what each threshold on it keeps. Even
 * seeds are those on which thresholds were chosen, odd ones those to report.
 */
export const fieldsMode: BenchMode = {
  chosenBy: 'fields',
  summary: 'Reads the print of rendered specimens, field by field',
  options: {
    fields: { type: 'string', value: 'N', help: 'how many specimens, of every kind in turn' },
    odd: { type: 'boolean', help: 'odd seeds, on which no threshold was chosen' },
  },
  run: async ({ progress, now, has, count }) => {
    const specimens = count('fields');
    if (specimens === undefined) throw new OperatorError('--fields says how many specimens to read.');
    const models = await openRepositoryModels();
    const rows = await progress.step(`Read ${specimens} specimens`, async (step) => {
      const readings: SpecimenReading[] = [];
      for (let i = 0; i < specimens; i++) {
        const specimen = SPECIMENS[i % SPECIMENS.length]!;
        step.detail(specimen.id);
        const seed = 2 * i + (has('odd') ? 1 : 0);
        // Shifted by one each time around, so that every kind meets every level.
        const level = LEVELS[(i + Math.floor(i / SPECIMENS.length)) % LEVELS.length]!;
        readings.push(await readSpecimen(models, specimen, seed, level, now));
      }
      return readings;
    });
    const summary = summariseFields(rows, [...SURNAMES, ...GIVEN_NAMES]);
    progress.heading('Print of rendered specimens');
    for (const line of describeFields(summary)) progress.say(line);
    return { summary, specimens: rows };
  },
};
