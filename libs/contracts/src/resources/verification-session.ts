import {
  ERROR_CODES,
  type LastError,
  SESSION_STATUSES,
  SESSION_TYPES,
  type SessionOptions,
  type SessionStatus,
  type SessionType,
} from '@idem/domain';
import { z } from 'zod';
import { address, dateParts } from '../facts.js';
import type { ReportSections } from '../stored.js';
import { sessionOptions } from './session-options.js';
import { metadataMap, moment, unixSeconds } from './unix-seconds.js';
import { sexResource, verificationReportResource } from './verification-report.js';
import { verificationTriesResource } from './verification-tries.js';

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
  readonly verificationFlow: string | null;
  /** The link's token while the session accepts input; null otherwise. */
  readonly token: string | null;
}

const expandable = <T extends z.ZodType>(schema: T) =>
  schema.nullable().optional().meta({ description: 'Only when expanded.' });

const verifiedOutputs = z.strictObject({
  address: address.nullable(),
  email: z.string().nullable(),
  first_name: z.string().nullable(),
  id_number_type: z.enum(['br_cpf', 'sg_nric', 'us_ssn']).nullable(),
  last_name: z.string().nullable(),
  phone: z.string().nullable(),
  dob: expandable(dateParts),
  id_number: expandable(z.string()),
  sex: expandable(sexResource),
  unparsed_place_of_birth: expandable(z.string()),
  unparsed_sex: expandable(z.string()),
});

/** `identity.verification_session`. In lists and events nothing is expanded, and nothing is personal. */
export const verificationSessionResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('identity.verification_session'),
    client_reference_id: z.string().nullable(),
    client_secret: z.string().nullable(),
    created: moment,
    last_error: z
      .strictObject({ code: z.enum(ERROR_CODES), reason: z.string() })
      .readonly()
      .nullable(),
    last_verification_report: z.union([z.string(), verificationReportResource]).nullable(),
    livemode: z.boolean(),
    metadata: metadataMap,
    options: sessionOptions,
    provided_details: expandable(
      z.strictObject({ email: z.string().optional(), phone: z.string().optional() }),
    ),
    redaction: z.strictObject({ status: z.enum(['processing', 'redacted']) }).nullable(),
    related_customer: z.string().nullable(),
    related_customer_account: z.string().nullable(),
    related_person: z.strictObject({ account: z.string(), person: z.string() }).optional(),
    status: z.enum(SESSION_STATUSES),
    tries: verificationTriesResource
      .optional()
      .meta({ description: 'Not known to Stripe. Only when expanded.' }),
    type: z.enum(SESSION_TYPES),
    url: z.string().nullable(),
    verification_flow: z.string().optional().meta({ description: 'Of sessions that were made of a flow.' }),
    verified_outputs: expandable(verifiedOutputs),
  })
  .meta({ id: 'identity.verification_session' });
export type VerificationSessionResource = z.infer<typeof verificationSessionResource>;

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
    ...(session.verificationFlow === null ? {} : { verification_flow: session.verificationFlow }),
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
): z.infer<typeof verifiedOutputs> {
  const document = sections.document?.facts ?? null;
  const sensitive = {
    dob: document?.dob ?? null,
    id_number: null,
    sex: document?.sex ?? null,
    unparsed_place_of_birth: document?.unparsed_place_of_birth ?? null,
    unparsed_sex: document?.unparsed_sex ?? null,
  };
  return {
    address: document?.address ?? null,
    email: null,
    first_name: document?.first_name ?? null,
    id_number_type: null,
    last_name: document?.last_name ?? null,
    phone: null,
    ...Object.fromEntries(Object.entries(sensitive).filter(([field]) => expanded.has(field))),
  };
}
