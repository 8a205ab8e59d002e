import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** One file of the person's page, with the encodings that the build made of it. */
export interface PageFile {
  readonly mediaType: string;
  readonly plain: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.bin': 'application/octet-stream',
};

export interface PageFiles {
  readonly document: PageFile;
  /** By name, without a folder. The names hold hashes of the contents. */
  readonly assets: ReadonlyMap<string, PageFile>;
  /** What integrators load to show the page in a modal. */
  readonly script: PageFile;
}

/**
 * Reads the built page, once: it is small, and never changes while the process lives.
 *
 * @throws {Error} when the page was not built
 */
export function readPageFiles(): PageFiles {
  const { resolve } = createRequire(import.meta.url);
  const html = resolve('@idem/web/page/index.html');
  const folder = path.join(path.dirname(html), 'assets');
  const names = readdirSync(folder).filter((name) => path.extname(name) in MEDIA_TYPES);
  return {
    document: readPageFile(html),
    script: readPageFile(resolve('@idem/web/idem-js/idem.js')),
    assets: new Map(names.map((name) => [name, readPageFile(path.join(folder, name))])),
  };
}

function readPageFile(file: string): PageFile {
  const encoded = (suffix: string): Buffer | null => {
    try {
      return readFileSync(`${file}${suffix}`);
    } catch {
      return null;
    }
  };
  return {
    mediaType: MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream',
    plain: readFileSync(file),
    br: encoded('.br'),
    gzip: encoded('.gz'),
  };
}

/**
 * What of a file a browser is sent.
 *
 * @param accepted `Accept-Encoding`; a weight of 0 refuses an encoding (RFC 9110, 12.5.3)
 */
export function encodingFor(
  file: PageFile,
  accepted: string | undefined,
): { readonly bytes: Buffer; readonly encoding: 'br' | 'gzip' | null } {
  const wants = (name: string): boolean =>
    (accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => part.split(';').map((piece) => piece.trim()))
      .some(([coding, weight]) => coding === name && !/^q=0(\.0*)?$/.test(weight ?? ''));
  if (file.br !== null && wants('br')) return { bytes: file.br, encoding: 'br' };
  if (file.gzip !== null && wants('gzip')) return { bytes: file.gzip, encoding: 'gzip' };
  return { bytes: file.plain, encoding: null };
}
