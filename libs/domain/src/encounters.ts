import type { ReportSection } from './check-definition.js';
import type { LastError } from './error-codes.js';
import type { DuplicatePolicy } from './session.js';
import type { SectionResult, Settlement } from './settle.js';

/** What holds where neither a flow nor the deployment says anything. */
export const DEFAULT_DUPLICATES: DuplicatePolicy = 'tell';

/** What two verifications have in common: the face, the very picture of it, the number of the document. */
export const SHARED_TRAITS = ['face', 'selfie', 'number'] as const;
export type SharedTrait = (typeof SHARED_TRAITS)[number];

/** In what they are known to differ. What one of them does not tell is no difference. */
export const DIFFERENCES = ['name', 'face', 'reference', 'number'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** Another verified session of the account and mode in which something of this one is found again. */
export interface Encounter {
  readonly sessionId: string;
  readonly shares: readonly SharedTrait[];
  readonly differs: readonly Difference[];
}

/**
 * How strongly an encounter speaks for two identities of one person, or two people with one document. `low` is a person
 * who comes back as who they were; `elevated` one who comes back with another document; `high` is another name or face,
 * or another of the integrator's references.
 */
export function weigh({ differs }: Pick<Encounter, 'differs'>): 'low' | 'elevated' | 'high' {
  if (differs.some((difference) => difference !== 'number')) return 'high';
  return differs.length === 0 ? 'low' : 'elevated';
}

type Settled = Extract<Settlement, { kind: 'settled' }>;

/** What was settled, and whether it was held back from being verified. */
export interface Held {
  readonly settlement: Settled;
  readonly held: boolean;
}

const HELD_REASONS: Readonly<Record<Exclude<DuplicatePolicy, 'tell'>, string>> = {
  review:
    'Your verification has to be looked at by a person before it can be completed. You do not have to do anything now.',
  refuse:
    'Your identity could not be verified in this way. Please contact the business that asked you to verify it.',
};

/**
 * Holds back what would be verified, where the policy wants it and an encounter is `high`. It tells the person nothing of
 * another session: whoever tries with somebody's document must not learn that they were here. A reviewer can verify it.
 */
export function holdBack(
  settlement: Settled,
  encounters: readonly Encounter[],
  policy: DuplicatePolicy,
): Held {
  const grave = encounters.filter((encounter) => weigh(encounter) === 'high');
  if (policy === 'tell' || settlement.status !== 'verified' || grave.length === 0) {
    return { settlement, held: false };
  }
  const ofFace = grave.some(({ shares }) => shares.some((trait) => trait !== 'number'));
  const section: Extract<ReportSection, 'selfie' | 'document'> =
    ofFace && settlement.sections.selfie ? 'selfie' : 'document';
  const result = settlement.sections[section];
  if (result === undefined) return { settlement, held: false };
  const error: LastError = { code: `${section}_unverified_other`, reason: HELD_REASONS[policy] };
  const unverified: SectionResult = { status: 'unverified', error, facts: result.facts };
  return {
    held: true,
    settlement: {
      ...settlement,
      status: 'requires_input',
      lastError: error,
      sections: { ...settlement.sections, [section]: unverified },
      event: 'identity.verification_session.requires_input',
    },
  };
}
