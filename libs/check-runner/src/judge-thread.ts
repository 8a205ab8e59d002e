import { dirname, join } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { CheckInput, Judgement } from '@idem/checks';
import { judgeWith } from '@idem/checks/judge-with';
import { readOverrides } from '@idem/vision/runtime/manifest';
import type { Models } from '@idem/vision/runtime/models';
import { openModels } from '@idem/vision/runtime/open-models';
import { z } from 'zod';

/** What a thread is asked. */
export interface JudgeTask {
  readonly check: string;
  readonly input: CheckInput;
}

/** What a thread is born with. */
export const judgeThreadData = z.object({ modelsDir: z.string(), modelOverrides: z.string().nullable() });
export type JudgeThreadData = z.infer<typeof judgeThreadData>;

let models: Promise<Models> | undefined;

/** Runs on a thread of a pool: inference blocks its thread, which must not be the one that renews job locks. */
export default async function judgeOnThread({ check, input }: JudgeTask): Promise<Judgement> {
  models ??= open(judgeThreadData.parse(workerData));
  return judgeWith(check, { models: await models }, input);
}

async function open({ modelsDir, modelOverrides }: JudgeThreadData): Promise<Models> {
  return openModels({
    manifestPath: join(dirname(modelsDir), 'manifest.json'),
    modelsDir,
    ...(modelOverrides === null ? {} : { overrides: await readOverrides(modelOverrides) }),
  });
}
