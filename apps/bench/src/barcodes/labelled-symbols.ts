import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '@idem/stack/operator-error';

/** A picture of one symbol and what the symbol holds. */
export interface LabelledSymbol {
  readonly file: string;
  /** What is beside the picture: `NAME.txt` holds text in UTF-8, `NAME.bin` bytes. */
  readonly expected:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array };
}

const PICTURE = /\.(png|webp|jpe?g)$/i;

/**
 * The pictures of a folder in the order of their names, each with its content.
 *
 * @throws {OperatorError} when there is no such folder, no picture in it, or one without a content.
 */
export async function readLabelledSymbols(folder: string): Promise<readonly LabelledSymbol[]> {
  let names: ReadonlySet<string>;
  try {
    names = new Set((await readdir(folder)).sort());
  } catch (error) {
    throw new OperatorError(`${folder} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const pictures = [...names].filter((name) => PICTURE.test(name));
  if (pictures.length === 0) throw new OperatorError(`${folder} holds no picture (PNG, WebP or JPEG).`);
  return Promise.all(
    pictures.map(async (file): Promise<LabelledSymbol> => {
      const name = file.replace(PICTURE, '');
      const read = (extension: string) => readFile(path.join(folder, name + extension));
      if (names.has(`${name}.txt`))
        return { file, expected: { kind: 'text', text: (await read('.txt')).toString('utf8') } };
      if (names.has(`${name}.bin`)) return { file, expected: { kind: 'bytes', bytes: await read('.bin') } };
      throw new OperatorError(
        `${path.join(folder, file)} has neither ${name}.txt nor ${name}.bin beside it.`,
      );
    }),
  );
}

/** What a reader gave. */
export interface SymbolContent {
  readonly text: string;
  /** As encoded; null where the reader does not tell. */
  readonly bytes: Uint8Array | null;
}

/**
 * Whether a content is the expected one. White space at the ends of text does not count, because editors add it to
 * label files; a reader that gives no bytes is taken at its text, one byte a character.
 */
export function isContent({ expected }: LabelledSymbol, { text, bytes }: SymbolContent): boolean {
  if (expected.kind === 'text') return text.trim() === expected.text.trim();
  return Buffer.from(bytes ?? Buffer.from(text, 'latin1')).equals(Buffer.from(expected.bytes));
}
