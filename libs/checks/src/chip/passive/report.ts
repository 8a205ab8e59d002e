import type { Digest } from '../pki/digest.js';

/** The parts of passive authentication (ICAO 9303-11, 5.1), in the order in which they are reported. */
export const STEPS = [
  'security_object',
  'signed_attributes',
  'signature',
  'certificate_chain',
  'validity',
  'revocation',
  'country',
  'data_groups',
  'algorithms',
] as const;
export type StepName = (typeof STEPS)[number];

/**
 * - `held`: shown to be so.
 * - `refuted`: shown not to be so; genuine chips read without error never do this.
 * - `unknown`: nothing shown, for example because the state's authority is not loaded.
 * - `waived`: nothing shown, and the policy does not ask for it.
 */
export type StepStatus = 'held' | 'refuted' | 'unknown' | 'waived';

export interface Step {
  readonly step: StepName;
  readonly status: StepStatus;
  /** For programs; stable. */
  readonly code: string;
  /** One sentence for a reviewer. Holds no personal data. */
  readonly detail: string;
}

/** `authentic`: every step held. `refuted`: one was refuted. `unproven`: anything else. */
export type ChipVerdict = 'authentic' | 'refuted' | 'unproven';

export interface CertificateSummary {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  /** SHA-256, lower-case hex. */
  readonly fingerprint: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** Plain JSON: to be stored beside a decision. */
export interface PassiveAuthentication {
  readonly verdict: ChipVerdict;
  /** Every step, in the order of {@link STEPS}. */
  readonly steps: readonly Step[];
  readonly lds: { readonly version: string; readonly unicode: string } | null;
  /** Of the data groups; null when the security object could not be read. */
  readonly digest: Digest | null;
  /** ISO 8601; null when the signer does not say. */
  readonly signedAt: string | null;
  readonly documentSigner: CertificateSummary | null;
  readonly authority: CertificateSummary | null;
  /** Those signed and those presented; `matches` is null when only one of the two. */
  readonly dataGroups: readonly DataGroupResult[];
}

export interface DataGroupResult {
  readonly number: number;
  readonly presented: boolean;
  readonly signed: boolean;
  readonly matches: boolean | null;
}

/** The verdict is the steps' and nothing else's. */
export function verdictOf(steps: readonly Step[]): ChipVerdict {
  if (steps.some(({ status }) => status === 'refuted')) return 'refuted';
  const complete = STEPS.every((name) =>
    steps.some(({ step, status }) => step === name && (status === 'held' || status === 'waived')),
  );
  return complete ? 'authentic' : 'unproven';
}

/** What a step found, without its name. */
export type Finding = Omit<Step, 'step'>;

export const held = (detail: string, code = 'ok'): Finding => ({ status: 'held', code, detail });
export const refuted = (code: string, detail: string): Finding => ({ status: 'refuted', code, detail });
export const unknown = (code: string, detail: string): Finding => ({ status: 'unknown', code, detail });
export const waived = (code: string, detail: string): Finding => ({ status: 'waived', code, detail });
export const notReached = (needed: string): Finding => unknown('not_reached', `needs ${needed}`);
