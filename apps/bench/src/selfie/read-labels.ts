import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '@idem/stack/operator-error';
import { z } from 'zod';

const FaceLabelSchema = z.object({ identity: z.string().min(1), file: z.string().min(1) });
const LivenessLabelSchema = z.object({
  file: z.string().min(1),
  live: z.boolean(),
  /** What the picture is, such as `selfie`, or how it was attacked, such as `print`. */
  kind: z.string().min(1),
});

/** A picture and who is on it; equal names are the same person, different ones different people. */
export type FaceLabel = z.infer<typeof FaceLabelSchema>;
export type LivenessLabel = z.infer<typeof LivenessLabelSchema>;

/** `manifest.json` of a folder of people. @throws {OperatorError} when there is none, or it is no such list. */
export const readFaceLabels = (folder: string): Promise<readonly FaceLabel[]> =>
  readLabels(folder, FaceLabelSchema);

/** `manifest.json` of a folder of live and attack pictures. @throws {OperatorError} as above. */
export const readLivenessLabels = (folder: string): Promise<readonly LivenessLabel[]> =>
  readLabels(folder, LivenessLabelSchema);

async function readLabels<Label>(folder: string, schema: z.ZodType<Label>): Promise<readonly Label[]> {
  const file = path.join(folder, 'manifest.json');
  try {
    return z.array(schema).parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new OperatorError(`${file} cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}
