import { defineConfig } from 'vite';
import { precompressed } from './precompressed.mjs';

/** The script that integrators load, beside the page: one file without imports, whose name never changes. */
export default defineConfig({
  publicDir: false,
  plugins: [precompressed],
  build: {
    outDir: 'dist/idem-js',
    emptyOutDir: true,
    target: ['es2022', 'safari16.4'],
    lib: { entry: 'src/idem-js/idem.ts', formats: ['iife'], name: 'idemScript', fileName: () => 'idem.js' },
    reportCompressedSize: false,
  },
});
