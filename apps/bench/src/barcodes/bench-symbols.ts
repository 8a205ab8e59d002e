import type { RgbImage } from '@idem/vision/image/rgb-image';
import { readBarcodes } from '@idem/vision/stages/barcode/read-barcodes';
import { type Duration, timed } from '../statistics/stopwatch.js';
import type { SymbolContent } from './labelled-symbols.js';
import { readWithZxingLibrary, ZXING_LIBRARY } from './zxing-library.js';

/** What one reader made of one picture in one position. */
export interface SymbolResult extends Duration {
  readonly file: string;
  readonly position: string;
  readonly reader: string;
  /** `wrong`: it read something else. */
  readonly outcome: 'right' | 'wrong' | 'nothing';
  /** The view in which our own reader found it. */
  readonly foundBy?: string;
}

interface Reading {
  readonly contents: readonly SymbolContent[];
  readonly foundBy?: string;
}

const OURS = 'Idem';

/** In the order of the tables. */
const READERS: readonly {
  readonly name: string;
  readonly read: (picture: RgbImage) => Promise<Reading>;
}[] = [
  {
    name: OURS,
    read: async (picture) => {
      const contents = await readBarcodes(picture);
      return { contents, ...(contents[0] ? { foundBy: contents[0].foundBy } : {}) };
    },
  },
  {
    name: ZXING_LIBRARY,
    read: async (picture) => {
      const content = readWithZxingLibrary(picture);
      return { contents: content ? [content] : [] };
    },
  },
];

export const READER_NAMES: readonly string[] = READERS.map(({ name }) => name);

/** Gives every reader the very same pixels. @param isRight whether a content is the symbol's. */
export async function benchSymbol(
  file: string,
  position: string,
  picture: RgbImage,
  isRight: (content: SymbolContent) => boolean,
): Promise<readonly SymbolResult[]> {
  const results: SymbolResult[] = [];
  for (const { name, read } of READERS) {
    const { result, duration } = await timed(() => read(picture));
    const right = result.contents.some(isRight);
    results.push({
      file,
      position,
      reader: name,
      outcome: right ? 'right' : result.contents.length > 0 ? 'wrong' : 'nothing',
      ...(result.foundBy === undefined ? {} : { foundBy: result.foundBy }),
      ...duration,
    });
  }
  return results;
}
