import { Worker } from 'node:worker_threads';
import type { RgbImage } from '../rgb-image.js';
import type { PdfAnswer, PdfFault, PdfTask, RenderedPage } from './pdf-task.js';

/** The bytes are a PDF of which no pictures can be made. */
export class UnreadablePdfError extends Error {
  override readonly name = 'UnreadablePdfError';

  constructor(
    readonly fault: PdfFault,
    detail: string,
  ) {
    super(`the PDF cannot be used (${fault}): ${detail}`);
  }
}

export interface RasteriseOptions {
  /** Longest side of a page's picture in pixels; a page is drawn at 300 dpi or less. */
  readonly maxSide: number;
  /** Wall time for all of it, in ms. */
  readonly deadlineMs?: number;
}

/** A passport needs one page and a card two; scanners add an empty one, and people a covering page. */
export const MAX_PDF_PAGES = 4;

/**
 * A scanned page takes some 300 ms and the start of the thread as much. A check may take 30 s, three pictures
 * and their reading included.
 */
const DEADLINE_MS = 10_000;

/** A 64-megapixel scan in a PDF unfolds to 192 MB, and PDFium holds one copy of it. */
const MAX_WASM_BYTES = 256 * 1024 * 1024;

/** Compiled, because a thread knows nothing of a test runner's transforms. */
const THREAD = new URL('../../../dist/image/pdf/pdf-thread.js', import.meta.url);

/**
 * Draws every page of a PDF as a person would see it: PDFium as WebAssembly, in a thread that ends with the file.
 *
 * @throws {UnreadablePdfError} when it is damaged or encrypted, has more than `MAX_PDF_PAGES` pages, or takes more
 * time or memory to draw than a document does.
 */
export async function rasterisePdf(
  bytes: Uint8Array,
  { maxSide, deadlineMs = DEADLINE_MS }: RasteriseOptions,
): Promise<readonly RgbImage[]> {
  const answer = await inThread(
    { bytes, maxSide, maxPages: MAX_PDF_PAGES, maxBytes: MAX_WASM_BYTES },
    deadlineMs,
  );
  if ('fault' in answer) throw new UnreadablePdfError(answer.fault, answer.detail);
  return answer.pages.map(withoutAlpha);
}

function inThread(task: PdfTask, deadlineMs: number): Promise<PdfAnswer> {
  return new Promise((resolve) => {
    const thread = new Worker(THREAD, {
      workerData: task,
      env: {},
      execArgv: [],
      stderr: true,
      stdout: true,
      resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 4 },
    });
    const end = (answer: PdfAnswer) => {
      clearTimeout(timer);
      void thread.terminate();
      resolve(answer);
    };
    const timer = setTimeout(
      () => end({ fault: 'too-heavy', detail: `not drawn within ${deadlineMs} ms` }),
      deadlineMs,
    );
    thread.once('message', end);
    // Out of memory, out of stack, or aborted inside the WebAssembly: all of them the file's doing.
    thread.once('error', (error) => end({ fault: 'too-heavy', detail: String(error) }));
    thread.once('exit', (code) => end({ fault: 'too-heavy', detail: `the renderer ended with ${code}` }));
  });
}

function withoutAlpha({ data, width, height }: RenderedPage): RgbImage {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from]!;
    rgb[to + 1] = data[from + 1]!;
    rgb[to + 2] = data[from + 2]!;
  }
  return { data: rgb, width, height };
}
