import { z } from 'zod';
import { expand, text } from './form-values.js';

export const createEphemeralKeyParams = z.strictObject({ verification_session: text(255), expand });
export type CreateEphemeralKeyParams = z.infer<typeof createEphemeralKeyParams>;
