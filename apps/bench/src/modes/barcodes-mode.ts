import { readFile } from 'node:fs/promises';
import { OperatorError } from '@idem/stack/operator-error';
import { decodeImage } from '@idem/vision/image/decode';
import { benchSymbol, READER_NAMES, type SymbolResult } from '../barcodes/bench-symbols.js';
import { isContent, readLabelledSymbols } from '../barcodes/labelled-symbols.js';
import { POSITIONS } from '../barcodes/positions.js';
import { describeSymbols, summariseSymbols } from '../barcodes/summarise-symbols.js';
import type { BenchMode } from './bench-mode.js';

/** As the document check decodes. */
const MAX_SIDE = 2000;

/** PDF417 symbols of a folder in every position, with our own reader and beside another one. */
export const barcodesMode: BenchMode = {
  chosenBy: 'barcodes',
  summary: 'Reads a folder of PDF417 symbols upright, turned, tilted and in perspective',
  options: {
    barcodes: {
      type: 'string',
      value: 'DIR',
      help: 'pictures, each with NAME.txt (UTF-8) or NAME.bin beside it',
    },
    limit: { type: 'string', value: 'N', help: 'only the first N pictures' },
  },
  run: async ({ progress, text, count, path }) => {
    const named = text('barcodes');
    if (named === undefined) throw new OperatorError('--barcodes names the folder with the pictures.');
    const folder = path(named);
    const symbols = (await readLabelledSymbols(folder)).slice(0, count('limit') ?? Number.POSITIVE_INFINITY);
    const results = await progress.step(`Read ${symbols.length} symbols`, async (step) => {
      const found: SymbolResult[] = [];
      for (const symbol of symbols) {
        step.detail(symbol.file);
        const picture = await decodeImage(await readFile(`${folder}/${symbol.file}`), { maxSide: MAX_SIDE });
        for (const { name, place } of POSITIONS) {
          const right = (content: Parameters<typeof isContent>[1]) => isContent(symbol, content);
          found.push(...(await benchSymbol(symbol.file, name, place(picture), right)));
        }
      }
      return found;
    });
    const summary = summariseSymbols(results);
    progress.heading('PDF417');
    for (const line of describeSymbols(summary, results, READER_NAMES[0]!)) progress.say(line);
    return { folder, summary, symbols: results };
  },
};
