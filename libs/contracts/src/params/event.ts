import { z } from 'zod';
import { boolean, created, expand, list, pagination, text } from './form-values.js';

/** `type` may end in or hold `*`; `types` are exact names. One excludes the other. */
export const listEventsParams = z.strictObject({
  ...pagination,
  created,
  delivery_success: boolean().optional(),
  type: text(200).optional(),
  types: list(text(200), 20).optional(),
});
export type ListEventsParams = z.infer<typeof listEventsParams>;

/** As Stripe's command line sends it for `stripe events resend`. */
export const retryEventParams = z.strictObject({ webhook_endpoint: text(255), expand });
export type RetryEventParams = z.infer<typeof retryEventParams>;
