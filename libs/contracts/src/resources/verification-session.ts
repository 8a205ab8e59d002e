import type { LastError, SessionOptions, SessionStatus, SessionType } from '@idem/domain';
import type { ProvidedDetails, ReportSections } from '../stored.js';

/** A session as it lies in PostgreSQL, opened: what rendering needs and nothing of how it is stored. */
export interface SessionRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly type: SessionType;
  readonly status: SessionStatus;
  readonly options: SessionOptions;
  readonly clientReferenceId: string | null;
  readonly relatedCustomer: string | null;
  readonly relatedCustomerAccount: string | null;
  readonly relatedPerson: { readonly account: string; readonly person: string } | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly lastError: LastError | null;
  readonly lastReportId: string | null;
  readonly redaction: 'processing' | 'redacted' | null;
  /** The link's token while the session accepts input; null otherwise. */
  readonly token: string | null;
}

/** `identity.verification_session` as it stands in lists and events: nothing expanded, nothing personal. */
export interface VerificationSessionResource {
  id: string;
  object: 'identity.verification_session';
  client_reference_id: string | null;
  client_secret: string | null;
  created: number;
  last_error: { code: string; reason: string } | null;
  last_verification_report: string | Record<string, unknown> | null;
  livemode: boolean;
  metadata: Record<string, string>;
  options: SessionOptions;
  provided_details?: ProvidedDetails | null;
  redaction: { status: 'processing' | 'redacted' } | null;
  related_customer: string | null;
  related_customer_account: string | null;
  related_person?: { account: string; person: string };
  status: SessionStatus;
  type: SessionType;
  url: string | null;
  verified_outputs?: Record<string, unknown> | null;
}

export const unixSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/**
 * Renders a session without expansions.
 *
 * @param publicUrl origin at which people reach this deployment, without a trailing slash
 */
export function renderVerificationSession(
  session: SessionRecord,
  publicUrl: string,
): VerificationSessionResource {
  return {
    id: session.id,
    object: 'identity.verification_session',
    client_reference_id: session.clientReferenceId,
    client_secret: session.token === null ? null : clientSecret(session.id, session.token),
    created: unixSeconds(session.createdAt),
    last_error: session.lastError,
    last_verification_report: session.lastReportId,
    livemode: session.livemode,
    metadata: { ...session.metadata },
    options: session.options,
    redaction: session.redaction === null ? null : { status: session.redaction },
    related_customer: session.relatedCustomer,
    related_customer_account: session.relatedCustomerAccount,
    ...(session.relatedPerson === null ? {} : { related_person: { ...session.relatedPerson } }),
    status: session.status,
    type: session.type,
    url: session.token === null ? null : `${publicUrl}/start/${session.token}`,
  };
}

/** The form that Stripe's clients parse: `^((vi|vs)_[0-9a-zA-Z]+)_secret_(.+)$`. */
export const clientSecret = (sessionId: string, token: string): string => `${sessionId}_secret_${token}`;

/** What a client secret names, or null when it is not one. */
export function parseClientSecret(secret: string): { sessionId: string; token: string } | null {
  const [, sessionId, token] = /^((?:vi|vs)_[0-9a-zA-Z]+)_secret_(.+)$/.exec(secret) ?? [];
  return sessionId === undefined || token === undefined ? null : { sessionId, token };
}

/**
 * `verified_outputs` of a verified session: what its report's sections vouch for.
 *
 * `dob`, `id_number`, `sex`, `unparsed_sex` and `unparsed_place_of_birth` appear only when expanded.
 *
 * @param expanded names of the sub-fields to include
 */
export function renderVerifiedOutputs(
  sections: ReportSections,
  expanded: ReadonlySet<string>,
): Record<string, unknown> {
  const document = sections.document?.facts ?? null;
  const outputs: Record<string, unknown> = {
    address: document?.address ?? null,
    email: null,
    first_name: document?.first_name ?? null,
    id_number_type: null,
    last_name: document?.last_name ?? null,
    phone: null,
  };
  const sensitive: Record<string, unknown> = {
    dob: document?.dob ?? null,
    id_number: null,
    sex: document?.sex ?? null,
    unparsed_place_of_birth: document?.unparsed_place_of_birth ?? null,
    unparsed_sex: document?.unparsed_sex ?? null,
  };
  for (const [field, value] of Object.entries(sensitive)) if (expanded.has(field)) outputs[field] = value;
  return outputs;
}
