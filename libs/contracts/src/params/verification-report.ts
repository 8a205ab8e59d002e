import { z } from 'zod';
import { created, pagination, text } from './form-values.js';

export const listReportsParams = z.strictObject({
  ...pagination,
  client_reference_id: text().optional(),
  created,
  type: z.enum(['document', 'id_number']).optional(),
  /** Not known to Stripe. */
  verification_flow: text(255).optional(),
  verification_session: text(255).optional(),
});
export type ListReportsParams = z.infer<typeof listReportsParams>;
