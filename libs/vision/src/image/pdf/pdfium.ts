import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** Bytes of a WebAssembly page. */
const WASM_PAGE = 65_536;

/**
 * Starts PDFium with a ceiling on its memory: what asks for more fails inside the sandbox, as on a machine that
 * has no more. The build has no JavaScript engine, no network and no file system.
 *
 * @param maxBytes of linear memory; PDFium itself needs 16 MiB
 */
export async function startPdfium(maxBytes: number): Promise<PDFiumLibrary> {
  const binary = await readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
  const compiled = await WebAssembly.compile(new Uint8Array(binary));
  return PDFiumLibrary.init({
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(compiled, imports);
      limitMemory(instance.exports.memory, maxBytes);
      // The published type names a module; Emscripten's receiver takes the instance.
      (done as unknown as (instance: WebAssembly.Instance) => void)(instance);
      return instance.exports;
    },
  });
}

/** The binary grows its memory through this method alone, and takes what it throws for "no memory left". */
function limitMemory(memory: WebAssembly.ExportValue | undefined, maxBytes: number): void {
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('PDFium exports no memory');
  const grow = memory.grow.bind(memory);
  memory.grow = (pages: number) => {
    if (memory.buffer.byteLength + pages * WASM_PAGE > maxBytes) throw new RangeError('no memory left');
    return grow(pages);
  };
}
