import { createRequire } from 'node:module';
import path from 'node:path';
import { encodePng } from '@idem/vision/image/encode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { createWorker, OEM, PSM } from 'tesseract.js';
import { mrzFromText } from './mrz-from-text.js';
import type { Rival, RivalPicture } from './rival.js';

const WHITELIST = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<';

/**
 * `tesseract.js` with the English data of `@tesseract.js-data/eng`, both as installed: nothing is downloaded and
 * nothing cached. Once on the whole picture (sparse text), once on our own band (one block).
 */
export async function tesseractJs(): Promise<readonly Rival[]> {
  const require = createRequire(import.meta.url);
  const { version } = require('tesseract.js/package.json') as { version: string };
  const data = path.dirname(require.resolve('@tesseract.js-data/eng/package.json'));
  const ways: readonly (readonly [string, PSM, (given: RivalPicture) => RgbImage | null])[] = [
    ['whole picture', PSM.SPARSE_TEXT, ({ picture }) => picture],
    ['our band', PSM.SINGLE_BLOCK, ({ band }) => band],
  ];
  return Promise.all(
    ways.map(async ([given, mode, choose]): Promise<Rival> => {
      const worker = await createWorker('eng', OEM.LSTM_ONLY, {
        langPath: path.join(data, '4.0.0_best_int'),
        gzip: true,
        cacheMethod: 'none',
      });
      await worker.setParameters({
        tessedit_pageseg_mode: mode,
        tessedit_char_whitelist: WHITELIST,
        user_defined_dpi: '300',
      });
      return {
        name: `tesseract.js ${version}`,
        given: `${given}; eng`,
        read: async (picture) => {
          const image = choose(picture);
          if (image === null) return null;
          const { data } = await worker.recognize(Buffer.from(await encodePng(image)));
          return mrzFromText(data.text);
        },
        close: async () => {
          await worker.terminate();
        },
      };
    }),
  );
}
