import { EVENT_TYPES } from '@idem/domain';
import { z } from 'zod';
import { boolean, emptyableText, expand, integer, list, pagination, text } from './form-values.js';
import { metadata } from './metadata.js';
import { STRIPE_EVENT_TYPES } from './stripe-event-types.js';

/** Those that Idem sends are among them, whatever Stripe calls its own one day. */
const NAMES = [...new Set(['*', ...EVENT_TYPES, ...STRIPE_EVENT_TYPES])];
const KNOWN: ReadonlySet<string> = new Set(NAMES);

const enabledEvents = list(
  text(200)
    .refine((name) => KNOWN.has(name), {
      params: { code: 'parameter_invalid_enum' },
      error: `there is no such event. Name events as Stripe does, such as ${EVENT_TYPES[2]}, or * for all that are sent`,
    })
    .meta({ enum: NAMES }),
  NAMES.length,
).refine((events) => events.length > 0, {
  params: { code: 'parameter_invalid_empty' },
  error: 'must name at least one event, or * for all',
});
const description = emptyableText();
const url = text(2048);

export const createEndpointParams = z.strictObject({
  url,
  enabled_events: enabledEvents,
  api_version: text(100).optional(),
  connect: boolean().optional(),
  description: description.optional(),
  metadata,
  expand,
});
export type CreateEndpointParams = z.infer<typeof createEndpointParams>;

export const updateEndpointParams = z.strictObject({
  url: url.optional(),
  enabled_events: enabledEvents.optional(),
  description: description.optional(),
  disabled: boolean().optional(),
  metadata,
  expand,
});
export type UpdateEndpointParams = z.infer<typeof updateEndpointParams>;

/** Seconds for which the secret before still signs; a day when left out. */
export const rollSecretParams = z.strictObject({ expires_in: integer(0, 86_400).optional(), expand });
export type RollSecretParams = z.infer<typeof rollSecretParams>;

export const listAttemptsParams = z.strictObject(pagination);
export type ListAttemptsParams = z.infer<typeof listAttemptsParams>;

export const listEndpointsParams = z.strictObject(pagination);
export type ListEndpointsParams = z.infer<typeof listEndpointsParams>;
