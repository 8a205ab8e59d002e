import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Every file of the page beside itself as `.br` and `.gz`, so that a server only picks one. Made of what was written:
 * until then Vite still fills in what a chunk loads.
 */
export const precompressed = {
  name: 'precompressed',
  enforce: 'post',
  writeBundle({ dir }, bundle) {
    for (const fileName of Object.keys(bundle)) {
      if (!/\.(js|css|html|svg|json|wasm|bin)$/.test(fileName)) continue;
      const file = path.join(dir, fileName);
      const bytes = readFileSync(file);
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
      writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    }
  },
};
