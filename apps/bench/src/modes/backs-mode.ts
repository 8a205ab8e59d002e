import { OperatorError } from '@idem/stack/operator-error';
import { benchSymbol, READER_NAMES, type SymbolResult } from '../barcodes/bench-symbols.js';
import { photographBack } from '../barcodes/photographed-backs.js';
import { describeSymbols, summariseSymbols } from '../barcodes/summarise-symbols.js';
import type { BenchMode } from './bench-mode.js';

/** Backs of rendered North American licences, photographed; called synthetic because they are. */
export const backsMode: BenchMode = {
  chosenBy: 'backs',
  summary: 'Reads photographed backs of rendered North American licences',
  options: {
    backs: { type: 'string', value: 'N', help: 'so many cards, each photographed in every condition' },
  },
  run: async ({ progress, count }) => {
    const cards = count('backs');
    if (cards === undefined) throw new OperatorError('--backs takes the number of cards.');
    const results = await progress.step(`Photograph and read ${cards} backs`, async (step) => {
      const found: SymbolResult[] = [];
      for (let card = 0; card < cards; card++) {
        // Odd seeds are reported, even ones are developed on.
        for await (const { name, condition, picture, isRight } of photographBack(2 * card + 1)) {
          step.detail(`${name}, ${condition}`);
          found.push(...(await benchSymbol(name, condition, picture, isRight)));
        }
      }
      return found;
    });
    const summary = summariseSymbols(results);
    progress.heading('PDF417 of synthetic licences');
    for (const line of describeSymbols(summary, results, READER_NAMES[0]!)) progress.say(line);
    return { cards, summary, symbols: results };
  },
};
