import type { CheckInput, Judgement, Verdict } from '@idem/checks';
import { type Evidence, submissionInputs } from '@idem/contracts';
import type { CheckDefinition, CheckOutcome, SessionOptions } from '@idem/domain';
import type { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { insertOutcome } from '@idem/platform/outcomes/insert-outcome';
import type { JobProducer } from '@idem/platform/queue/create-producer';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { ObjectStore } from '@idem/platform/storage/object-store';
import { openChallenge } from './open-challenge.js';
import { openFiles, openFrames, openOrigins } from './open-files.js';
import { type RecallDeps, recallFrames, recallPictures } from './recall-pictures.js';

export interface RunCheckDeps extends RecallDeps {
  readonly keys: MasterKeyRing;
  readonly store: ObjectStore;
  readonly producer: JobProducer;
  /** Looks at what was handed in and judges, away from the event loop. */
  readonly judge: (check: string, input: CheckInput, signal: AbortSignal) => Promise<Judgement>;
}

/**
 * Runs one check of one submission: opens what was handed in, has it judged, inserts the outcome, announces it.
 *
 * Safe to repeat and to be killed at any point: it changes nothing but to insert the outcome, which happens
 * once; a run that finds one only announces it again.
 *
 * @throws when the check could not be carried out; the queue then tries again.
 */
export async function runCheck(
  deps: RunCheckDeps,
  input: { readonly check: CheckDefinition; readonly submissionId: string; readonly signal: AbortSignal },
): Promise<void> {
  const { check, submissionId, signal } = input;
  const submission = await deps.db.submission.findUniqueOrThrow({
    where: { id: submissionId },
    include: { session: true, outcomes: { where: { check: check.name }, select: { check: true } } },
  });
  if (submission.settledAt !== null) return;
  if (submission.outcomes.length === 0) {
    const key = sessionKey(deps.keys, submission.session);
    const { chip, selfie_challenge: challengeId, ...pictures } = submissionInputs.parse(submission.inputs);
    const images = await openFiles(deps, pictures, key);
    const origins = await openOrigins(deps, pictures, key);
    const readsChip = chip !== undefined && check.optionalInputs?.includes('chip');
    const answered =
      challengeId === undefined
        ? undefined
        : await openChallenge(deps, { id: challengeId, sessionId: submission.session.id, key });
    const frames =
      answered && check.optionalInputs?.includes('challenge_frames')
        ? await openFrames(deps, answered.files, key)
        : undefined;
    const startedAt = deps.clock.now();
    const earlierUses = await recallPictures(deps, { check, submission, images, signal });
    const earlierFrames = frames && (await recallFrames(deps, { submission, frames, signal }));
    const { verdict, measurement, models, thresholdsVersion, crops } = await deps.judge(
      check.name,
      {
        images,
        ...(earlierUses ? { earlierUses } : {}),
        ...(Object.keys(origins).length > 0 ? { origins } : {}),
        ...(answered ? { challenge: answered.challenge } : {}),
        ...(frames ? { challengeFrames: frames } : {}),
        ...(earlierFrames ? { earlierFrames } : {}),
        ...(readsChip ? { chip: await openFiles(deps, chip, key) } : {}),
        options: submission.options as SessionOptions,
        livemode: submission.session.livemode,
        submittedAt: submission.createdAt,
      },
      signal,
    );
    const createdAt = deps.clock.now();
    await insertOutcome(deps.db, key, {
      submissionId,
      outcome: outcomeOf(check, verdict),
      durationMs: createdAt.getTime() - startedAt.getTime(),
      createdAt,
      basis: {
        evidence: evidenceOf(measurement, { earlierUses, earlierFrames, origins }, verdict),
        models,
        thresholdsVersion,
        ...(crops ? { crops } : {}),
      },
    });
  }
  await announceOutcome(deps, submissionId);
}

/** Tells the aggregator to look. Should this be lost, it looks by itself a little later. */
export async function announceOutcome(
  deps: Pick<RunCheckDeps, 'producer'>,
  submissionId: string,
): Promise<void> {
  await deps.producer.publish('check.completed', { submission_id: submissionId }, { jobId: submissionId });
}

/** What was found of other submissions. */
interface Recalled {
  readonly earlierUses: CheckInput['earlierUses'] | undefined;
  readonly earlierFrames: CheckInput['earlierFrames'] | undefined;
  readonly origins: CheckInput['origins'];
}

/** What is kept, sealed, so that the decision can be explained and taken again. */
function evidenceOf(
  measurement: unknown,
  { earlierUses, earlierFrames, origins }: Recalled,
  verdict: Verdict,
): Evidence {
  const { insights } = verdict;
  const { provenance, printed } = verdict.status === 'passed' ? verdict : {};
  return {
    measurement,
    ...(earlierUses ? { earlierUses } : {}),
    ...(origins && Object.keys(origins).length > 0 ? { origins } : {}),
    ...(earlierFrames ? { earlierFrames: [...earlierFrames] } : {}),
    insights: [...insights],
    ...(provenance
      ? { provenance: Object.fromEntries(Object.entries(provenance).map(([fact, by]) => [fact, [...by]])) }
      : {}),
    ...(printed ? { printed: { ...printed } } : {}),
  };
}

function outcomeOf({ name, codes }: CheckDefinition, verdict: Verdict): CheckOutcome {
  if (verdict.status === 'passed') return { status: 'passed', check: name, facts: verdict.facts };
  const { code, reason, incomplete } = verdict;
  if (!codes.includes(code)) throw new Error(`the check "${name}" does not declare the code "${code}"`);
  return { status: 'failed', check: name, code, reason, ...(incomplete ? { incomplete } : {}) };
}
