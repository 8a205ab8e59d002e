import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { defineConfig } from 'vite';
import { findWordFaults } from './src/words/find-word-faults.ts';

/**
 * Messages reach the browser parsed, so that the page needs neither a parser nor `eval`. A language in which a text is
 * missing fails the build.
 */
const compiledWords = {
  name: 'compiled-words',
  enforce: 'pre',
  buildStart() {
    const faults = ['src/words'].flatMap((folder) => {
      const read = (file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
      const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
      return files.flatMap((file) => findWordFaults(file.slice(0, -5), read(file), read('en.json')));
    });
    if (faults.length > 0) this.error(faults.join('\n'));
  },
  transform(code, id) {
    if (!/\/src\/words\/(reasons\/)?[\w-]+\.json$/.test(id)) return null;
    const messages = Object.entries(JSON.parse(code)).map(([key, text]) => [key, compileMessage(text)]);
    return { code: `export default ${JSON.stringify(Object.fromEntries(messages))}`, moduleType: 'js' };
  },
};

/** Every text file of the page beside itself as `.br` and `.gz`, so that a server only picks one. */
const precompressed = {
  name: 'precompressed',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const [fileName, file] of Object.entries(bundle)) {
      if (!/\.(js|css|html|svg)$/.test(fileName)) continue;
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
      this.emitFile({
        type: 'asset',
        fileName: `${fileName}.br`,
        source: brotliCompressSync(bytes, { params }),
      });
      this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
    }
  },
};

export default defineConfig({
  base: '/start/',
  publicDir: false,
  plugins: [compiledWords, precompressed],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: 'dist/page',
    emptyOutDir: true,
    target: ['es2022', 'safari16.4'],
    modulePreload: { polyfill: false },
    // Nothing may become a data: URL, which the page's policy forbids.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
