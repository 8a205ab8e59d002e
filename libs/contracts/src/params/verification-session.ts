import { DOCUMENT_TYPES, LIVENESS_POLICIES, SESSION_STATUSES } from '@idem/domain';
import { z } from 'zod';
import { boolean, created, expand, list, pagination, text } from './form-values.js';
import { metadata } from './metadata.js';

export const documentOptions = z.strictObject({
  allowed_types: z.union([z.literal(''), list(z.enum(DOCUMENT_TYPES), 10)]).optional(),
  require_id_number: boolean().optional(),
  require_live_capture: boolean().optional(),
  require_matching_selfie: boolean().optional(),
  /** Not known to Stripe; `''` goes back to the deployment's default. */
  liveness: z.union([z.literal(''), z.enum(LIVENESS_POLICIES)]).optional(),
});
export type DocumentOptionsParam = z.infer<typeof documentOptions>;

/** `''` clears what was set. */
const options = z
  .union([z.literal(''), z.strictObject({ document: z.union([z.literal(''), documentOptions]).optional() })])
  .optional();
export type OptionsParam = z.infer<typeof options>;

/** Loose on purpose: what can be written to is found out by writing, not by a pattern. */
export const email = text().regex(/^[^\s@]+@[^\s@]+$/, 'must be an email address, such as jenny@example.com');

/** National or international digits with the usual separators. */
const phone = text(50).regex(/^\+?[\d\s().-]{4,}$/, 'must be a phone number, such as +14155552671');

const providedDetails = z
  .union([
    z.literal(''),
    z.strictObject({
      email: z.union([z.literal(''), email]).optional(),
      phone: z.union([z.literal(''), phone]).optional(),
    }),
  ])
  .optional();
export type ProvidedDetailsParam = z.infer<typeof providedDetails>;

export const sessionType = z.enum(['document', 'id_number']);

export const returnUrl = text()
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), {
    params: { code: 'url_invalid' },
    error: 'must be an absolute http or https URL, such as https://example.com/return',
  })
  .meta({ format: 'uri' });

export const createSessionParams = z.strictObject({
  type: sessionType.optional(),
  verification_flow: text(255).optional(),
  options,
  provided_details: providedDetails,
  client_reference_id: text().optional(),
  related_customer: text(255).optional(),
  related_customer_account: text(255).optional(),
  related_person: z.strictObject({ account: text(255), person: text(255) }).optional(),
  return_url: returnUrl.optional(),
  metadata,
  expand,
});
export type CreateSessionParams = z.infer<typeof createSessionParams>;

export const updateSessionParams = z.strictObject({
  type: sessionType.optional(),
  options,
  provided_details: providedDetails,
  metadata,
  expand,
});
export type UpdateSessionParams = z.infer<typeof updateSessionParams>;

export const listSessionsParams = z.strictObject({
  ...pagination,
  client_reference_id: text().optional(),
  created,
  related_customer: text(255).optional(),
  related_customer_account: text(255).optional(),
  status: z.enum(SESSION_STATUSES).optional(),
  /** Not known to Stripe. */
  verification_flow: text(255).optional(),
});
export type ListSessionsParams = z.infer<typeof listSessionsParams>;

/** For requests that take no parameter of their own: retrieve, cancel. */
export const onlyExpand = z.strictObject({ expand });
export type OnlyExpand = z.infer<typeof onlyExpand>;
