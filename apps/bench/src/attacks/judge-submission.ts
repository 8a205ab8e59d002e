import { judgeWith } from '@idem/checks/judge-with';
import { CHECK_DEFINITIONS } from '@idem/checks/registry';
import {
  type CheckDefinition,
  type CheckOutcome,
  nextChecks,
  requiredChecks,
  type SessionOptions,
  settle,
} from '@idem/domain';
import type { Submission } from '@idem/testing/attacks/attack';
import type { Models } from '@idem/vision/runtime/models';

/** What became of one submission. */
export interface Ruling {
  readonly verified: boolean;
  /** Null when the document was not looked at again. */
  readonly documentPassed: boolean | null;
  /** The check that refused, or could not measure. */
  readonly refusedBy: string | null;
  readonly code: string | null;
  readonly reason: string | null;
}

/** Asks for a matching selfie where one is handed in. */
const optionsFor = ({ selfie }: Submission): SessionOptions => ({
  document: selfie ? { require_matching_selfie: true } : {},
});

/**
 * Runs the checks of a session in process, one after the other, and settles it as the aggregator does; ends with
 * the first check that refuses, for then the session cannot be verified any more.
 *
 * @param taken outcomes that are known and not measured again.
 */
export async function judgeSubmission(
  models: Models,
  submission: Submission,
  submittedAt: Date,
  taken: readonly CheckOutcome[] = [],
): Promise<Ruling> {
  const options = optionsFor(submission);
  const required = requiredChecks(CHECK_DEFINITIONS, options);
  const outcomes: CheckOutcome[] = taken.filter(({ check }) => required.some(({ name }) => name === check));
  while (outcomes.length < required.length && outcomes.every(({ status }) => status === 'passed')) {
    const finished = new Set(outcomes.map(({ check }) => check));
    const [next] = nextChecks(required, finished, finished);
    if (!next) throw new Error('no check may start, and none is left out');
    outcomes.push(await outcomeOf(models, next, submission, options, submittedAt));
  }
  const ran = required.filter(({ name }) => outcomes.some(({ check }) => check === name));
  const settled = settle({ status: 'processing' }, ran, outcomes);
  if (settled.kind !== 'settled') throw new Error(`a submission with every outcome is ${settled.kind}`);
  const document = outcomes.find(({ check }) => check === 'document');
  const refusal = outcomes.find(({ status }) => status !== 'passed');
  return {
    verified: settled.status === 'verified',
    documentPassed: taken.length > 0 || !document ? null : document.status === 'passed',
    refusedBy: refusal?.check ?? null,
    code: refusal?.status === 'errored' ? 'errored' : (settled.lastError?.code ?? null),
    reason: refusal?.status === 'errored' ? refusal.reason : (settled.lastError?.reason ?? null),
  };
}

/** The document taken as what it is when only the selfie is in question: genuine, and accepted. */
export const DOCUMENT_ACCEPTED: CheckOutcome = { status: 'passed', check: 'document', facts: {} };

async function outcomeOf(
  models: Models,
  { name }: CheckDefinition,
  { front, back, selfie }: Submission,
  options: SessionOptions,
  submittedAt: Date,
): Promise<CheckOutcome> {
  const images = {
    id_document_front: front,
    ...(back && { id_document_back: back }),
    ...(selfie && { face: selfie }),
  };
  try {
    const { verdict } = await judgeWith(name, { models }, { images, options, livemode: false, submittedAt });
    return verdict.status === 'passed'
      ? { status: 'passed', check: name, facts: verdict.facts }
      : { status: 'failed', check: name, code: verdict.code, reason: verdict.reason };
  } catch (error) {
    return { status: 'errored', check: name, reason: error instanceof Error ? error.message : String(error) };
  }
}
