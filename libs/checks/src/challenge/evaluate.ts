import type { Circumstances, Insight, Verdict } from '../check.js';
import type { Finding } from './finding.js';
import { judgeBackground, judgeBlink, judgeIdentity } from './judge-continuity.js';
import { judgeCopies, judgeReplay } from './judge-copies.js';
import { judgeFaces, posedFrames } from './judge-faces.js';
import { judgePassive } from './judge-passive.js';
import { judgeFlatness, judgeParallax, judgePoses, turnsOf } from './judge-poses.js';
import { judgeAttempts, judgeCamera, judgeSequence } from './judge-sequence.js';
import type { ChallengeMeasurement } from './measurement.js';

/**
 * Judges an answered challenge. First what can be said of it as it stands: whether its pictures are new, in order, in
 * time, and show one face each. Only then how the head moved, for that presumes all of it. The first thing that is wrong
 * gives the reason; all that was looked at becomes an insight.
 *
 * @throws {UncalibratedFaceModelError} when faces were compared by a model without known limits.
 */
export function evaluate(
  measurement: ChallengeMeasurement,
  { earlierFrames = [] }: Pick<Circumstances, 'earlierFrames'> = {},
): Verdict {
  const formal = [
    judgeReplay(earlierFrames),
    judgeSequence(measurement),
    judgeCopies(measurement),
    judgeFaces(measurement),
    judgeAttempts(measurement),
    judgeCamera(measurement),
  ];
  const verdict = verdictOf(formal);
  if (verdict.status === 'failed') return verdict;

  const frames = posedFrames(measurement);
  const turns = turnsOf(frames);
  return verdictOf([
    ...formal,
    judgePoses(frames, turns),
    judgeParallax(turns),
    judgeFlatness(turns),
    judgeIdentity(frames, measurement.faceModel),
    judgeBackground(frames),
    judgeBlink(frames),
    judgePassive(frames),
  ]);
}

const ANSWERED: Insight = {
  signal: 'active_challenge',
  level: 'low',
  score: null,
  note: 'The movements that were asked for were shown.',
};

function verdictOf(findings: readonly Finding[]): Verdict {
  const insights = findings.map(({ insight }) => insight);
  const failure = findings.find((finding) => finding.failure !== undefined)?.failure;
  if (failure === undefined) return { status: 'passed', facts: {}, insights: [ANSWERED, ...insights] };
  const note = 'The answer to the challenge was not accepted.';
  return { status: 'failed', ...failure, insights: [{ ...ANSWERED, level: 'high', note }, ...insights] };
}
