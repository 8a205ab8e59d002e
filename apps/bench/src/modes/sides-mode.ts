import { readFile } from 'node:fs/promises';
import { OperatorError } from '@idem/stack/operator-error';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { z } from 'zod';
import { timeStages } from '../document/time-stages.js';
import { describeSides } from '../sides/describe-sides.js';
import { photographSides } from '../sides/photograph-sides.js';
import { type SideTime, timeSide } from '../sides/time-side.js';
import type { BenchMode } from './bench-mode.js';

const contents = z.array(z.object({ id: z.string(), raw: z.string() }));

/** What a back costs beside its front: both on the same machine, one after the other. */
export const sidesMode: BenchMode = {
  chosenBy: 'sides',
  summary: 'Times front and back of rendered cards, with a symbol and without, at every level of capture',
  options: {
    sides: { type: 'string', value: 'N', help: 'so many North American and so many European licences' },
    contents: {
      type: 'string',
      value: 'FILE',
      help: 'also cards whose symbols hold these: [{ "id", "raw" }]',
    },
  },
  run: async ({ progress, text, count, path }) => {
    const cards = count('sides');
    if (cards === undefined) throw new OperatorError('--sides takes the number of cards.');
    const named = text('contents');
    const others = named === undefined ? [] : contents.parse(JSON.parse(await readFile(path(named), 'utf8')));
    const stages = timeStages(await openRepositoryModels());
    const times = await progress.step(`Photograph and read both sides of ${cards} cards`, async (step) => {
      const found: SideTime[] = [];
      let warm = false;
      for await (const picture of photographSides(cards, others)) {
        step.detail(`${picture.card}, ${picture.level}, ${picture.side}`);
        if (!warm) await timeSide(stages, picture);
        warm = true;
        found.push(await timeSide(stages, picture));
      }
      return found;
    });
    progress.heading('Front and back (synthetic)');
    for (const line of describeSides(times)) progress.say(line);
    return { cards, sides: times };
  },
};
