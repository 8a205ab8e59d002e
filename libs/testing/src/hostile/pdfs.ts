import { deflateSync } from 'node:zlib';
import { pdfOf, stream } from './pdf-objects.js';

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const page = (box: string, entries = '') =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Resources << ${entries} >> /Contents 4 0 R >>`;
const A4 = '0 0 595 842';

/** One page of A4 with a grey square. */
export const plainPdf = (): Buffer =>
  pdfOf([CATALOG, PAGES, page(A4), stream('', '0.5 g 100 100 200 200 re f')]);

/** PDFs that must be refused, or survived, by whatever opens them first. All are small files. */
export const HOSTILE_PDFS = {
  /** A page of 10¹² square points: at 300 dpi it would have 17 terapixels. */
  hugePage: () => pdfOf([CATALOG, PAGES, page('0 0 1000000 1000000'), stream('', '1 0 0 rg 0 0 9 9 re f')]),

  /** A page without an area. */
  flatPage: () => pdfOf([CATALOG, PAGES, page('0 0 595 0'), stream('', '')]),

  /** Ten forms, each of which draws the next one ten times: ten billion squares. */
  nestedForms: () => {
    const levels = 10;
    const forms = Array.from({ length: levels }, (_, level) => {
      const last = level === levels - 1;
      const resources = last ? '' : `/XObject << /F ${level + 6} 0 R >>`;
      return stream(
        `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << ${resources} >>`,
        last ? '0 0 500 500 re f' : '/F Do '.repeat(10),
      );
    });
    return pdfOf([CATALOG, PAGES, page(A4, '/XObject << /F 5 0 R >>'), stream('', '/F Do'), ...forms]);
  },

  /** A form that draws itself. */
  recursiveForm: () =>
    pdfOf([
      CATALOG,
      PAGES,
      page(A4, '/XObject << /F 5 0 R >>'),
      stream('', '/F Do'),
      stream(
        '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F 5 0 R >> >>',
        '/F Do /F Do',
      ),
    ]),

  /** A page tree whose only branch is itself. */
  loopedPages: () => pdfOf([CATALOG, '<< /Type /Pages /Kids [2 0 R] /Count 3 >>']),

  /** A picture of 60,000 × 60,000 pixels out of a few megabytes of zeros. */
  unfoldingImage: () => {
    const row = deflateSync(Buffer.alloc(64_000_000), { level: 9 });
    return pdfOf([
      CATALOG,
      PAGES,
      page(A4, '/XObject << /I 5 0 R >>'),
      stream('', '595 0 0 842 0 0 cm /I Do'),
      stream(
        '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode',
        row,
      ),
    ]);
  },

  /** Thirty thousand objects, and a page that draws two hundred thousand curves. */
  manyObjects: () =>
    pdfOf([
      CATALOG,
      PAGES,
      page(A4),
      stream('', '0 0 m 100 700 500 100 595 842 c S\n'.repeat(200_000)),
      ...Array.from({ length: 30_000 }, () => '<< /Type /Annot >>'),
    ]),

  /** Two thousand pages. */
  manyPages: () =>
    pdfOf([
      CATALOG,
      `<< /Type /Pages /Kids [${'3 0 R '.repeat(2_000)}] /Count 2000 >>`,
      page(A4),
      stream('', ''),
    ]),

  /** Protected by a password (ISO 32000-1 §7.6, revision 2) that nobody knows. */
  encrypted: () => {
    const unknown = `<${'5a'.repeat(32)}>`;
    return pdfOf(
      [
        CATALOG,
        PAGES,
        page(A4),
        stream('', ''),
        `<< /Filter /Standard /V 1 /R 2 /O ${unknown} /U ${unknown} /P -4 >>`,
      ],
      '/Root 1 0 R /Encrypt 5 0 R /ID [<00> <00>]',
    );
  },

  /** Runs a script when it is opened, and carries a file. */
  scripted: () =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while\\(true\\){}) >> /Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >> >>',
      PAGES,
      page(A4),
      stream('', ''),
      '<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>',
      stream('/Type /EmbeddedFile', 'MZ'),
    ]),

  /** The first half of a file. */
  truncated: () => {
    const whole = plainPdf();
    return whole.subarray(0, Math.floor(whole.length / 2));
  },

  /** Nothing but the magic bytes. */
  magicOnly: () => Buffer.from('%PDF-1.7\n'),

  /** The magic bytes, then noise that never repeats soon. */
  noise: () =>
    Buffer.concat([
      Buffer.from('%PDF-1.4\n'),
      Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * i * 31 + i * 7) & 0xff)),
    ]),
} as const satisfies Record<string, () => Buffer>;

export type HostilePdfKind = keyof typeof HOSTILE_PDFS;
