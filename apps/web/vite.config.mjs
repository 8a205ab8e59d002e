import { readdirSync, readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { defineConfig } from 'vite';
import { precompressed } from './precompressed.mjs';
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
