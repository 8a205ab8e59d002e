import type { StoredInsight } from '@idem/contracts';
import { DIFFERENCES, type Difference, type Encounter, type SharedTrait, weigh } from '@idem/domain';
import type { AlikeFaces } from '@idem/platform/faces/face-vault';

/** Ids that an insight names, at most. */
const MOST_NAMED = 10;

const LEVELS = ['low', 'elevated', 'high'] as const;

const UNDER: Readonly<Record<Difference, string>> = {
  name: 'under another name',
  face: 'with another face',
  reference: 'under another client_reference_id',
  number: 'with another document',
};

/**
 * What reviewers are told of a person's other verifications: `duplicate_face`, `duplicate_selfie` and
 * `duplicate_document`, each at the level of the gravest, with the sessions' ids, the gravest first. Nothing of what they
 * say: that is for whoever may see them.
 *
 * @param searched which of them were looked for: what was not is not told
 */
export function insightsOfEncounters(
  encounters: readonly Encounter[],
  {
    faces,
    searched,
  }: {
    readonly faces: AlikeFaces;
    readonly searched: { readonly face: boolean; readonly number: boolean };
  },
): { readonly document: StoredInsight[]; readonly selfie: StoredInsight[] } {
  const sharing = (trait: SharedTrait) => encounters.filter(({ shares }) => shares.includes(trait));
  const withFace = sharing('face');
  const nearest = Math.max(...withFace.map(({ sessionId }) => faces.alike.get(sessionId) ?? -1));
  const withSelfie = sharing('selfie');
  const withNumber = sharing('number');
  return {
    document: searched.number
      ? [insight('duplicate_document', withNumber, { what: 'This document', score: withNumber.length })]
      : [],
    selfie: [
      ...(searched.face
        ? [
            insight('duplicate_face', withFace, {
              what: 'A face as alike',
              score: nearest,
              of: 'the score is the nearest cosine',
            }),
          ]
        : []),
      ...(withSelfie.length > 0
        ? [
            insight('duplicate_selfie', withSelfie, {
              what: 'The very file of this selfie',
              score: withSelfie.length,
            }),
          ]
        : []),
    ],
  };
}

function insight(
  signal: string,
  encounters: readonly Encounter[],
  { what, score, of }: { readonly what: string; readonly score: number; readonly of?: string },
): StoredInsight {
  if (encounters.length === 0) {
    return { signal, level: 'low', score: null, note: 'Verified in no other session of the account.' };
  }
  const rank = (encounter: Encounter): number => LEVELS.indexOf(weigh(encounter));
  const gravest = [...encounters].sort((a, b) => rank(b) - rank(a));
  const count = encounters.length;
  const differing = DIFFERENCES.flatMap((difference) => {
    const among = encounters.filter(({ differs }) => differs.includes(difference)).length;
    return among === 0 ? [] : [`${UNDER[difference]} in ${among}`];
  });
  const how = differing.length === 0 ? 'as the same person' : differing.join(', ');
  return {
    signal,
    level: weigh(gravest[0]!),
    score,
    note: `${what} was verified in ${count} other ${count === 1 ? 'session' : 'sessions'} of the account: ${how}${of === undefined ? '' : `; ${of}`}.`,
    sessions: gravest.slice(0, MOST_NAMED).map(({ sessionId }) => sessionId),
  };
}
