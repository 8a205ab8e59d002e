import { type CheckDefinition, REPORT_SECTIONS, type ReportSection } from './check-definition.js';
import type { LastError } from './error-codes.js';
import type { CheckOutcome, Facts } from './outcome.js';
import type { SessionStatus } from './session.js';
import { isLegalTransition } from './transitions.js';

/** One section of a report, as the outcomes of its checks add up to. */
export interface SectionResult {
  readonly status: 'verified' | 'unverified';
  readonly error: LastError | null;
  /** The union of the facts of the section's checks; empty when unverified. */
  readonly facts: Facts;
}

export type Settlement =
  /** Some required check has no outcome yet. */
  | { readonly kind: 'waiting'; readonly pending: readonly string[] }
  /** The session is not `processing`: it was settled before, and nothing is to be done. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'settled';
      readonly status: 'verified' | 'requires_input';
      readonly lastError: LastError | null;
      readonly sections: Readonly<Partial<Record<ReportSection, SectionResult>>>;
      readonly event:
        | 'identity.verification_session.verified'
        | 'identity.verification_session.requires_input';
    };

const ERRORED_REASON =
  'We could not complete this check because of a problem on our side. Please try again; nothing was wrong with what you sent.';

/**
 * Folds the outcomes of one submission into what becomes of its session.
 *
 * Pure, idempotent, and independent of the order of `required` and `outcomes`. Of several outcomes for
 * one check the first counts; outcomes of checks that were not required are ignored. When several
 * checks fail, `lastError` is that of the first section in {@link REPORT_SECTIONS}, and within a section
 * a finding about the person's input goes before an error of ours.
 *
 * @throws when nothing was required, because a person is never verified on no evidence, and when the
 *   settlement would be an illegal transition; see {@link isLegalTransition}.
 */
export function settle(
  session: { readonly status: SessionStatus },
  required: readonly CheckDefinition[],
  outcomes: readonly CheckOutcome[],
): Settlement {
  if (session.status !== 'processing') return { kind: 'unchanged' };
  if (required.length === 0) throw new Error('there is no check to settle by');

  const byCheck = new Map<string, CheckOutcome>();
  for (const outcome of outcomes) if (!byCheck.has(outcome.check)) byCheck.set(outcome.check, outcome);
  const pending = required.filter((check) => !byCheck.has(check.name)).map((check) => check.name);
  if (pending.length > 0) return { kind: 'waiting', pending: pending.sort() };

  const sections: Partial<Record<ReportSection, SectionResult>> = {};
  for (const section of REPORT_SECTIONS) {
    const checks = required.filter((check) => check.section === section).sort(byName);
    if (checks.length > 0) sections[section] = foldSection(checks, byCheck);
  }
  const lastError = REPORT_SECTIONS.map((section) => sections[section]?.error).find(Boolean) ?? null;
  const status = lastError === null ? 'verified' : 'requires_input';
  if (!isLegalTransition(session.status, status)) throw new Error(`illegal transition to ${status}`);
  return { kind: 'settled', status, lastError, sections, event: `identity.verification_session.${status}` };
}

function foldSection(
  checks: readonly CheckDefinition[],
  byCheck: ReadonlyMap<string, CheckOutcome>,
): SectionResult {
  const errors: { error: LastError; rank: number }[] = [];
  let facts: Facts = {};
  for (const check of checks) {
    const outcome = byCheck.get(check.name);
    if (outcome?.status === 'passed') facts = { ...facts, ...outcome.facts };
    if (outcome?.status === 'failed') {
      errors.push({
        error: { code: outcome.code, reason: outcome.reason },
        rank: codeRank(check, outcome.code),
      });
    }
    if (outcome?.status === 'errored') {
      errors.push({
        error: { code: check.codes[0], reason: ERRORED_REASON },
        rank: Number.POSITIVE_INFINITY,
      });
    }
  }
  const worst = errors.sort((a, b) => a.rank - b.rank)[0];
  return worst === undefined
    ? { status: 'verified', error: null, facts }
    : { status: 'unverified', error: worst.error, facts: {} };
}

/** A check's particular codes say more than its general one, which stands first in its definition. */
function codeRank(check: CheckDefinition, code: string): number {
  const codes: readonly string[] = check.codes;
  const index = codes.indexOf(code);
  return index <= 0 ? check.codes.length : index;
}

const byName = (a: CheckDefinition, b: CheckDefinition): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
