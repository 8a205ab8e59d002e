import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Submission } from '@idem/testing/attacks/attack';
import { attackKind } from '@idem/testing/attacks/attack-kinds';
import { openScene, type Stage } from '@idem/testing/attacks/open-scene';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { JUDGED_ON } from '../generated/subject-of.js';
import { castScene } from './cast-scene.js';
import { DOCUMENT_ACCEPTED, judgeSubmission, type Ruling } from './judge-submission.js';
import { type PlannedScene, type PlannedTry, recipeOf } from './plan-attacks.js';

/** One try, or the honest submission of the same document, with what became of it. */
export interface AttackResult extends Ruling, Omit<PlannedScene, 'tries' | 'seed'> {
  /** `genuine` for the victim's own document and face. */
  readonly kind: string;
  readonly variant: string;
  readonly recipe: string;
  /** Time of staging and of judging, in ms. */
  readonly stagedMs: number;
  readonly judgedMs: number;
}

/** What every task of a run is told besides its scene. */
export interface TryOptions {
  /** Where to write pictures of what was verified, and of honest submissions that were not; null for nowhere. */
  readonly save: string | null;
  /** Leaves the honest submission out. */
  readonly attacksOnly: boolean;
}

/** Of the honest submission: behind all tries, and of their parity. */
const GENUINE: PlannedTry = { kind: 'genuine', variant: 'genuine', seed: 0 };
const GENUINE_PLACE = 1_022;

const models = openRepositoryModels();

/** Stages everything that was planned with one document and has it judged. Runs in a process of its own. */
export default async function tryScene(
  plan: PlannedScene,
  { save, attacksOnly }: TryOptions,
): Promise<readonly AttackResult[]> {
  const stage = await openScene(castScene(plan));
  const genuine = { ...GENUINE, seed: plan.seed * 1_024 + GENUINE_PLACE + (plan.seed % 2) };
  const results: AttackResult[] = [];
  for (const one of attacksOnly ? plan.tries : [genuine, ...plan.tries]) {
    const stagedFrom = performance.now();
    const submission = await stageTry(stage, one);
    const judgedFrom = performance.now();
    const ruling = await judgeSubmission(await models, submission, JUDGED_ON, takenFor(one));
    const { tries: _, seed: __, ...of } = plan;
    const recipe = recipeOf(plan, one);
    results.push({
      ...of,
      ...ruling,
      kind: one.kind,
      variant: one.variant,
      recipe,
      stagedMs: judgedFrom - stagedFrom,
      judgedMs: performance.now() - judgedFrom,
    });
    if (save !== null && ruling.verified !== (one.kind === 'genuine')) await keep(save, recipe, submission);
  }
  return results;
}

async function stageTry(stage: Stage, { kind, variant, seed }: PlannedTry): Promise<Submission> {
  const scene = stage.sceneOf(seed);
  if (kind === 'genuine') return { ...(await scene.genuine()), selfie: await scene.selfieOf(scene.victim) };
  const found = attackKind(kind).variants.find(({ name }) => name === variant);
  if (!found) throw new RangeError(`there is no recipe ${variant} of ${kind}`);
  return found.stage(scene);
}

const takenFor = ({ kind }: PlannedTry) =>
  kind !== 'genuine' && attackKind(kind).target === 'selfie' ? [DOCUMENT_ACCEPTED] : [];

async function keep(folder: string, recipe: string, { front, back, selfie }: Submission): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = path.join(folder, recipe.replaceAll(':', '_'));
  await writeFile(`${name}-front.jpg`, front);
  if (back) await writeFile(`${name}-back.jpg`, back);
  if (selfie) await writeFile(`${name}-selfie.jpg`, selfie);
}
