import { EVENT_TYPES } from '@idem/domain';
import { z } from 'zod';
import { boolean, emptyableText, expand, integer, list, pagination, text } from './form-values.js';
import { metadata } from './metadata.js';

const enabledEvents = list(z.enum(['*', ...EVENT_TYPES]), 100).refine((events) => events.length > 0, {
  params: { code: 'parameter_invalid_empty' },
  error: 'name at least one event',
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
