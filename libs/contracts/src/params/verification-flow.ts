import { DUPLICATE_POLICIES, MATCHING_RULES, MAX_REFERENCE_HOURS } from '@idem/domain';
import { z } from 'zod';
import { boolean, created, expand, integer, pagination, text } from './form-values.js';
import { metadata } from './metadata.js';
import { documentOptions, email, returnUrl, sessionType } from './verification-session.js';

/** Parameters of a resource that Stripe keeps in its dashboard: https://docs.stripe.com/identity/verification-flows */

const channel = z.union([z.literal(''), z.strictObject({ require_verification: boolean().optional() })]);
const rule = z.union([z.literal(''), z.enum(MATCHING_RULES)]);

/** `''` goes back to the deployment's limit, 0 lifts it. */
const limit = (min: number, max: number) => z.union([z.literal(''), integer(min, max)]).optional();
const tries = z.union([
  z.literal(''),
  z.strictObject({
    session: limit(0, 1000),
    reference: limit(0, 1000),
    reference_hours: limit(1, MAX_REFERENCE_HOURS),
  }),
]);

/** What sessions of the flow will show as their options. `''` clears. */
const options = z
  .union([
    z.literal(''),
    z.strictObject({
      document: z.union([z.literal(''), documentOptions]).optional(),
      email: channel.optional(),
      id_number: z.union([z.literal(''), z.strictObject({})]).optional(),
      matching: z
        .union([z.literal(''), z.strictObject({ dob: rule.optional(), name: rule.optional() })])
        .optional(),
      phone: channel.optional(),
      /** `''` goes back to the deployment's default. */
      duplicates: z.union([z.literal(''), z.enum(DUPLICATE_POLICIES)]).optional(),
      tries: tries.optional(),
    }),
  ])
  .optional();
export type FlowOptionsParam = z.infer<typeof options>;

const name = text(200);

export const createFlowParams = z.strictObject({
  name,
  type: sessionType,
  active: boolean().optional(),
  options,
  return_url: returnUrl.optional(),
  metadata,
  expand,
});
export type CreateFlowParams = z.infer<typeof createFlowParams>;

export const updateFlowParams = z.strictObject({
  name: name.optional(),
  active: boolean().optional(),
  options,
  return_url: z.union([z.literal(''), returnUrl]).optional(),
  metadata,
  expand,
});
export type UpdateFlowParams = z.infer<typeof updateFlowParams>;

export const listFlowsParams = z.strictObject({ ...pagination, active: boolean().optional(), created });
export type ListFlowsParams = z.infer<typeof listFlowsParams>;

/** Longest reference in a static link, in characters: it travels in an address. */
const MAX_REFERENCE = 200;

/**
 * What the address of a static link may carry. Whoever sends links around adds parameters of his own to them
 * (`utm_source` …): they are passed over. An address that is not one is asked for again.
 */
export const staticLinkQuery = z.object({
  client_reference_id: text(MAX_REFERENCE).optional(),
  prefilled_email: email.optional().catch(undefined),
});
export type StaticLinkQuery = z.infer<typeof staticLinkQuery>;

/** What the page behind a static link sends when its button is pressed. */
export const staticLinkForm = z.object({
  client_reference_id: text(MAX_REFERENCE).optional(),
  email,
});
