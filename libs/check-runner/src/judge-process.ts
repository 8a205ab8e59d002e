import { dirname, join } from 'node:path';
import type { CheckInput, Judgement } from '@idem/checks';
import { judgeWith } from '@idem/checks/judge-with';
import { readOverrides } from '@idem/vision/runtime/manifest';
import type { Models } from '@idem/vision/runtime/models';
import { openModels } from '@idem/vision/runtime/open-models';
import { hashPicture } from '@idem/vision/stages/forensics/hash-picture';
import { z } from 'zod';
import { TrustFile } from './trust-file.js';

/** What a process of the pool is asked. */
export type JudgeTask =
  | { readonly task: 'judge'; readonly check: string; readonly input: CheckInput }
  | { readonly task: 'hash'; readonly pictures: readonly Uint8Array[] };

/** What it answers: a judgement, or a perceptual hash for each picture. */
export type JudgeAnswer = Judgement | readonly (string | null)[];

/** What it is told besides. */
export const judgeData = z.object({
  modelsDir: z.string(),
  modelOverrides: z.string().nullable(),
  cscaStore: z.string(),
  cscaRevocation: z.enum(['when_loaded', 'required']),
});
export type JudgeData = z.infer<typeof judgeData>;

let models: Promise<Models> | undefined;
let trust: TrustFile | undefined;

/** Runs in a process of a pool: inference blocks its event loop, which must not be the one that renews job locks. */
export default async function judgeInProcess(task: JudgeTask, data: unknown): Promise<JudgeAnswer> {
  if (task.task === 'hash') return hashEach(task.pictures);
  const { check, input } = task;
  const settings = judgeData.parse(data);
  models ??= open(settings).catch((error: unknown) => {
    // What is wrong may be mended while this process lives: the next task tries again.
    models = undefined;
    throw error;
  });
  const deps = { models: await models };
  if (input.chip === undefined) return judgeWith(check, deps, input);
  trust ??= new TrustFile(settings.cscaStore);
  const chipTrust = { store: await trust.read(), revocation: settings.cscaRevocation };
  return judgeWith(check, { ...deps, chipTrust }, input);
}

/** One after the other: each holds a decoded picture. */
async function hashEach(pictures: readonly Uint8Array[]): Promise<(string | null)[]> {
  const hashes: (string | null)[] = [];
  for (const picture of pictures) hashes.push(await hashPicture(picture));
  return hashes;
}

async function open({ modelsDir, modelOverrides }: JudgeData): Promise<Models> {
  return openModels({
    manifestPath: join(dirname(modelsDir), 'manifest.json'),
    modelsDir,
    ...(modelOverrides === null ? {} : { overrides: await readOverrides(modelOverrides) }),
  });
}
