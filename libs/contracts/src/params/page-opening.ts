import { z } from 'zod';
import { text } from './form-values.js';

export const openPageParams = z.strictObject({
  link: text(255).meta({ description: "The last part of the session's `url`, or its client secret." }),
  browser_key: z
    .string()
    .regex(/^[\w-]{43}$/)
    .meta({ description: 'Random, 32 bytes in base64url, kept by the browser: the link is bound to it.' }),
});
export type OpenPageParams = z.infer<typeof openPageParams>;
