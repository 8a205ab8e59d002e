export const SESSION_STATUSES = ['requires_input', 'processing', 'verified', 'canceled'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

export const SESSION_TYPES = ['document', 'id_number', 'verification_flow'] as const;
export type SessionType = (typeof SESSION_TYPES)[number];

export const DOCUMENT_TYPES = ['driving_license', 'id_card', 'passport'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/**
 * How a session with a selfie finds out whether a living person is there:
 *
 * - `required_active`: the person has to answer a challenge; still pictures are judged besides.
 * - `passive`: still pictures are judged; a challenge that was answered unasked is judged too.
 * - `off`: nothing is judged but whether both faces are one person's.
 */
export const LIVENESS_POLICIES = ['required_active', 'passive', 'off'] as const;
export type LivenessPolicy = (typeof LIVENESS_POLICIES)[number];

export interface DocumentOptions {
  readonly allowed_types?: readonly DocumentType[];
  readonly require_id_number?: boolean;
  readonly require_live_capture?: boolean;
  readonly require_matching_selfie?: boolean;
  /** Not known to Stripe. */
  readonly liveness?: LivenessPolicy;
}

/** Of a channel on which the person can be reached. */
export interface ChannelOptions {
  readonly require_verification?: boolean;
}

/** How what was found out has to agree with what the integrator provided. */
export const MATCHING_RULES = ['none', 'similar'] as const;
export type MatchingRule = (typeof MATCHING_RULES)[number];

export interface MatchingOptions {
  readonly name?: MatchingRule;
  readonly dob?: MatchingRule;
}

/** What becomes of a verification whose person seems to have been verified as somebody else; docs/adr/0037. */
export const DUPLICATE_POLICIES = ['tell', 'review', 'refuse'] as const;
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number];

/** How many tries may fail; 0 for any number. What is left out follows the deployment. Not known to Stripe. */
export interface TryOptions {
  readonly session?: number;
  readonly reference?: number;
  readonly reference_hours?: number;
}

/** What the integrator asked for: the part of a session that decides which checks run. */
export interface SessionOptions {
  readonly document?: DocumentOptions;
  readonly id_number?: Readonly<Record<string, never>>;
  /** These come from a verification flow only. */
  readonly email?: ChannelOptions;
  readonly phone?: ChannelOptions;
  readonly matching?: MatchingOptions;
  readonly tries?: TryOptions;
  /** Not known to Stripe. */
  readonly duplicates?: DuplicatePolicy;
}
