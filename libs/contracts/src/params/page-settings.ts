import { HEX_COLOR } from '@idem/domain';
import { z } from 'zod';
import { expand, integer, list, text } from './form-values.js';

/** More than an integrator has sites. */
const MAX_ORIGINS = 50;
const UNSET = z.literal('');
const color = z.union([
  UNSET,
  z.string().regex(HEX_COLOR, { error: 'must be a colour like #1a4fd6' }).toLowerCase(),
]);

/** An origin as browsers send it; without TLS only for machines of developers. */
const origin = z
  .string()
  .max(255)
  .regex(/^(https:\/\/[a-z\d](?:[a-z\d.-]*[a-z\d])?|http:\/\/(?:localhost|127\.0\.0\.1))(?::\d{1,5})?$/, {
    error:
      'must be an origin such as https://shop.example, in small letters and without a path; http is allowed for localhost alone',
  });

export const updatePageSettingsParams = z.strictObject({
  name: z.union([UNSET, text(100)]).optional(),
  branding: z
    .union([
      UNSET,
      z.strictObject({
        primary_color: color.optional(),
        background_color: color.optional(),
        border_radius: z.union([UNSET, integer(0, 24)]).optional(),
        color_scheme: z.union([UNSET, z.enum(['auto', 'light', 'dark'])]).optional(),
      }),
    ])
    .optional(),
  allowed_origins: z.union([UNSET, list(origin, MAX_ORIGINS)]).optional(),
  expand,
});
export type UpdatePageSettingsParams = z.infer<typeof updatePageSettingsParams>;
