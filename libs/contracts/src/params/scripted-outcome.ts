import { ERROR_CODES } from '@idem/domain';
import { z } from 'zod';
import { boolean, expand } from './form-values.js';

/** Which failure a session in test mode is to end with; `document_unverified_other` when left out. */
export const failSessionParams = z.strictObject({ code: z.enum(ERROR_CODES).optional(), expand });
export type FailSessionParams = z.infer<typeof failSessionParams>;

/** Of the page: with a delay the session stays `processing` for some seconds before it is told how it ended. */
export const testPageParams = z.strictObject({ simulate_delay: boolean().optional(), expand });
export type TestPageParams = z.infer<typeof testPageParams>;
