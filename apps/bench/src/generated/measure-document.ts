import type { Insight } from '@idem/checks/check';
import { documentCheck } from '@idem/checks/document/index';
import { type DocumentFacts, documentFacts } from '@idem/contracts';
import { captureAt } from '@idem/testing/capture/levels';
import { photograph } from '@idem/testing/capture/photograph';
import type { RenderedSides } from '@idem/testing/documents/specimens';
import { forge } from '@idem/testing/forgeries/forge';
import { type EncodedSides, type ForgerySubject, printed } from '@idem/testing/forgeries/subject';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { timed } from '../statistics/stopwatch.js';
import { type ComparedFacts, compareFacts } from './compare-facts.js';
import type { PlannedDocument, Presentation } from './plan-documents.js';
import { JUDGED_ON, subjectOf } from './subject-of.js';

/** What the check made of one presentation of a document. */
export interface PresentedResult extends Presentation {
  readonly specimen: string;
  readonly seed: number;
  readonly pictures: number;
  readonly status: 'passed' | 'failed';
  readonly code: string | null;
  readonly reason: string | null;
  readonly facts: DocumentFacts | null;
  readonly compared: ComparedFacts;
  /** Signals of level `high`, but for those that tell a specimen, which every one of these documents is. */
  readonly highInsights: readonly string[];
  /** CPU time of the check on both sides, in ms. */
  readonly checkMs: number;
}

/** Presents one planned document in all its ways to the document check. Runs in a process of its own. */
export default async function measureDocument(plan: PlannedDocument): Promise<readonly PresentedResult[]> {
  const subject = await subjectOf(plan);
  const sides = await printed(subject, plan.seed);
  const results: PresentedResult[] = [];
  for (const presentation of plan.presentations) {
    const pictures = await present(presentation, subject, sides, plan.seed);
    const { verdict, checkMs } = await check(pictures);
    const facts = verdict.status === 'passed' ? documentFacts.parse(verdict.facts) : null;
    results.push({
      ...presentation,
      specimen: plan.specimen,
      seed: plan.seed,
      pictures: pictures.back ? 2 : 1,
      status: verdict.status,
      code: verdict.status === 'failed' ? verdict.code : null,
      reason: verdict.status === 'failed' ? verdict.reason : null,
      facts,
      compared: compareFacts(facts, sides, subject.holder),
      highInsights: verdict.insights.filter(isAlarm).map(({ signal }) => signal),
      checkMs,
    });
  }
  return results;
}

const isAlarm = ({ level, signal }: Insight): boolean =>
  level === 'high' && !/\.(known_)?specimen$/.test(signal);

async function present(
  { kind, level, turn }: Presentation,
  subject: ForgerySubject,
  { front, back }: RenderedSides,
  seed: number,
): Promise<EncodedSides> {
  // The parity of the document's seed, so that no picture of a reported set is one of development.
  const own = seed * 64 + 2 * turn + (seed % 2);
  if (kind !== 'genuine') {
    const { seed: _, jpegQuality: __, ...capture } = captureAt(level, own);
    return forge(kind, { ...subject, capture }, seed);
  }
  return {
    front: (await photograph(front, captureAt(level, own))).image,
    back: back && (await photograph(back, captureAt(level, own + 32))).image,
  };
}

const models = openRepositoryModels();

async function check({ front, back }: EncodedSides) {
  const circumstances = { options: {}, livemode: false, submittedAt: JUDGED_ON };
  const images = { id_document_front: front, ...(back && { id_document_back: back }) };
  const deps = { models: await models };
  const { result, duration } = await timed(() => documentCheck.measure(deps, { images, ...circumstances }));
  return { verdict: documentCheck.evaluate(result, circumstances), checkMs: duration.cpu };
}
