import type { Zones } from '@idem/checks/face-match/thresholds';
import { type Share, share } from '../../statistics/share.js';
import type { PairScores } from './form-pairs.js';
import { type Roc, rocOf } from './roc.js';

/** What the configured zones make of pairs. A pair of which a face was not found is accepted by nobody. */
export interface ZoneOutcome {
  /** Impostors accepted: false matches. */
  readonly falseMatch: Share | null;
  /** Impostors that are neither accepted nor told to be two people. */
  readonly impostorUncertain: Share | null;
  /** Genuine pairs accepted. */
  readonly accepted: Share | null;
  /** Genuine pairs told to be two people: false non-matches. */
  readonly falseNonMatch: Share | null;
}

/** One list of pairs, judged. */
export interface JudgedPairs {
  readonly name: string;
  readonly genuineMissed: number;
  readonly impostorMissed: number;
  /** Of the pairs that have a score. */
  readonly roc: Roc | null;
  readonly zones: ZoneOutcome | null;
}

/** Judges scores by themselves and, where they are ours, by the zones that the check uses. */
export function judgePairs(name: string, scores: PairScores, zones: Zones | null): JudgedPairs {
  const { genuine, impostor, genuineMissed, impostorMissed } = scores;
  const all = [...genuine, ...new Array<number>(genuineMissed).fill(Number.NaN)];
  return {
    name,
    genuineMissed,
    impostorMissed,
    roc: rocOf(genuine, impostor),
    zones: zones && {
      falseMatch: share(impostor, (score) => score >= zones.accept),
      impostorUncertain: share(impostor, (score) => score >= zones.reject && score < zones.accept),
      accepted: share(all, (score) => score >= zones.accept),
      falseNonMatch: share(genuine, (score) => score < zones.reject),
    },
  };
}
