import { parentPort, workerData } from 'node:worker_threads';
import type { PDFiumDocument, PDFiumPage } from '@hyzyla/pdfium';
import type { PdfAnswer, PdfTask, RenderedPage } from './pdf-task.js';
import { startPdfium } from './pdfium.js';

// The body of a thread that renders one PDF and ends. Whoever started it sets its deadline.

/** Scanners' usual resolution: the optical characters of an MRZ are then 30 px apart (2.54 mm, ICAO 9303-3 §4.5). */
const DOTS_PER_POINT = 300 / 72;

// The build tells its troubles on stderr, in terms of pointers that help nobody.
console.error = () => {};
console.warn = () => {};

const answer = await render(workerData as PdfTask);
parentPort?.postMessage(
  answer,
  'pages' in answer ? answer.pages.map(({ data }) => data.buffer as ArrayBuffer) : [],
);

async function render({ bytes, maxSide, maxPages, maxBytes }: PdfTask): Promise<PdfAnswer> {
  const pdfium = await startPdfium(maxBytes);
  let document: PDFiumDocument;
  try {
    document = await pdfium.loadDocument(bytes);
  } catch (error) {
    const detail = String(error);
    return { fault: /password|security/i.test(detail) ? 'encrypted' : 'damaged', detail };
  }
  try {
    const count = document.getPageCount();
    if (count > maxPages) return { fault: 'too-many-pages', detail: `${count} pages` };
    if (count < 1) return { fault: 'damaged', detail: 'no page' };
    const pages: RenderedPage[] = [];
    for (let index = 0; index < count; index++) {
      pages.push(await renderPage(document.getPage(index), maxSide));
    }
    return { pages };
  } catch (error) {
    return { fault: 'damaged', detail: String(error) };
  }
}

async function renderPage(page: PDFiumPage, maxSide: number): Promise<RenderedPage> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const [shortest, longest] = [originalWidth, originalHeight].sort((a, b) => a - b) as [number, number];
  if (!(shortest > 0) || !Number.isFinite(longest)) throw new RangeError('a page without an area');
  const scale = Math.min(DOTS_PER_POINT, maxSide / longest);
  const pixels = (points: number) => Math.max(1, Math.min(maxSide, Math.round(points * scale)));
  const { data, width, height } = await page.render({
    width: pixels(originalWidth),
    height: pixels(originalHeight),
    scale: 1,
    render: 'bitmap',
  });
  return { data, width, height };
}
