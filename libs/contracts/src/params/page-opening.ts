import { z } from 'zod';
import { text } from './form-values.js';

/** What the person's page opens its link with: the token of the address, or the client secret that a modal handed over. */
export const openPageParams = z
  .strictObject({
    token: text(255).meta({ description: "The last part of the session's `url`." }).optional(),
    client_secret: text(255).optional(),
    browser_key: z
      .string()
      .regex(/^[\w-]{43}$/)
      .meta({ description: 'Random, 32 bytes in base64url, kept by the browser: the link is bound to it.' }),
  })
  .refine(({ token, client_secret }) => (token === undefined) !== (client_secret === undefined), {
    path: ['token'],
    params: { code: 'parameter_invalid' },
    error: 'must be given, or client_secret, and not both',
  });
export type OpenPageParams = z.infer<typeof openPageParams>;
