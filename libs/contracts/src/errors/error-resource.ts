import { z } from 'zod';
import type { ApiErrorBody } from './api-error.js';

/** The body of every response that is not a success. */
export const errorResource = z
  .strictObject({
    error: z.strictObject({
      type: z.enum(['invalid_request_error', 'idempotency_error', 'api_error']),
      message: z.string(),
      code: z.string().optional(),
      param: z
        .string()
        .optional()
        .meta({ description: 'In bracket form: `options[document][allowed_types][0]`' }),
    } satisfies Record<keyof ApiErrorBody, z.ZodType>),
  })
  .meta({ id: 'error' });
