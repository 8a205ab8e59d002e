import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '@idem/stack/operator-error';
import { z } from 'zod';

const EntrySchema = z.object({
  file: z.string().min(1),
  /** TD1, TD2, TD3, MRVA, MRVB or IDFRA; anything else is no machine-readable format. */
  format: z.string().nullish(),
  /** The lines as printed, or nothing where no MRZ can be read on the picture. */
  mrz: z.array(z.string()).nullish(),
  check_digits_valid: z.boolean().nullish(),
  note: z.string().nullish(),
});

/** What is known of one picture. */
export interface LabelledPicture {
  readonly file: string;
  /** The MRZs it may show: one, or several where a collection lists one file twice. Empty: none is legible. */
  readonly expected: readonly ExpectedMrz[];
  readonly note: string;
}

export interface ExpectedMrz {
  readonly format: string;
  readonly lines: readonly string[];
  /** Whether the printed check digits agree with the printed lines; null where the label does not say. */
  readonly valid: boolean | null;
}

/**
 * Reads `manifest.json` of a folder of pictures.
 *
 * Entries that name the same file are one picture, right when any of their MRZs is read: collections
 * flattened into one folder carry two labels for one surviving file.
 *
 * @throws {OperatorError} when there is none, or it is not a list of entries.
 */
export async function readManifest(folder: string): Promise<readonly LabelledPicture[]> {
  const file = path.join(folder, 'manifest.json');
  let entries: z.infer<typeof EntrySchema>[];
  try {
    entries = z.array(EntrySchema).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new OperatorError(`${file} cannot be used: ${error instanceof Error ? error.message : error}`);
  }
  const pictures = new Map<string, LabelledPicture>();
  for (const { file: name, format, mrz, check_digits_valid: valid, note } of entries) {
    const known = pictures.get(name);
    const lines = mrz ?? [];
    const expected = lines.length > 0 ? [{ format: format ?? '', lines, valid: valid ?? null }] : [];
    pictures.set(name, {
      file: name,
      expected: [...(known?.expected ?? []), ...expected],
      note: [known?.note, note].filter(Boolean).join('; '),
    });
  }
  return [...pictures.values()];
}
