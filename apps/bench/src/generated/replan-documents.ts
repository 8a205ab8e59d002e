import { readFile } from 'node:fs/promises';
import { OperatorError } from '@idem/stack/operator-error';
import { LEVELS } from '@idem/testing/capture/levels';
import { SPECIMENS } from '@idem/testing/documents/specimens';
import { FORGERY_KINDS } from '@idem/testing/forgeries/forge';
import { z } from 'zod';
import type { PlannedDocument } from './plan-documents.js';

const reported = z.object({
  results: z
    .array(
      z.object({
        specimen: z.enum(SPECIMENS.map(({ id }) => id)),
        seed: z.int(),
        kind: z.enum(['genuine', ...FORGERY_KINDS]),
        level: z.enum(LEVELS),
        turn: z.int().min(0),
      }),
    )
    .min(1),
});

/**
 * The documents that an earlier report holds, presented as they were then. A plan draws from all kinds that there are, so
 * that with another kind a seed stands for other documents; figures from before and after are compared on these.
 *
 * @throws {OperatorError} when the file is no report, or names a kind of document that is gone.
 */
export async function replan(file: string): Promise<readonly PlannedDocument[]> {
  const parsed = reported.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success)
    throw new OperatorError(`${file} is no report of generated documents that can be repeated.`);
  const documents = new Map<number, PlannedDocument>();
  for (const { specimen, seed, ...presentation } of parsed.data.results) {
    const known = documents.get(seed) ?? { specimen, seed, presentations: [] };
    documents.set(seed, { ...known, presentations: [...known.presentations, presentation] });
  }
  return [...documents.values()];
}
