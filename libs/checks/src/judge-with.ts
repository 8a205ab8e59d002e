import type { CheckInput, MeasureDeps } from './check.js';
import { type Judgement, judge } from './judge.js';

/**
 * Judges one submission with one check, by name. A check is loaded when it is first needed, so that a
 * process never loads the models' runtime for checks that it does not run.
 */
const JUDGES: Readonly<Record<string, (deps: MeasureDeps, input: CheckInput) => Promise<Judgement>>> = {
  document: async (deps, input) => judge((await import('./document/index.js')).documentCheck, deps, input),
  'face-match': async (deps, input) => judge((await import('./face-match/index.js')).faceMatch, deps, input),
  liveness: async (deps, input) => judge((await import('./liveness/index.js')).liveness, deps, input),
  challenge: async (deps, input) => judge((await import('./challenge/index.js')).challengeCheck, deps, input),
};

/** @throws when there is no such check, or it cannot measure. */
export async function judgeWith(check: string, deps: MeasureDeps, input: CheckInput): Promise<Judgement> {
  const judgeByName = JUDGES[check];
  if (judgeByName === undefined) throw new Error(`there is no check "${check}"`);
  return judgeByName(deps, input);
}
