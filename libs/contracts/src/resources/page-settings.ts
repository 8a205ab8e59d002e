import { HEX_COLOR } from '@idem/domain';
import { z } from 'zod';

const color = z.string().regex(HEX_COLOR).nullable();

/** How the person's page looks. Null: as it looks by itself. */
export const branding = z.strictObject({
  primary_color: color.meta({ description: 'Of buttons and links.' }),
  background_color: color,
  border_radius: z.int().min(0).max(24).nullable().meta({ description: 'Of buttons, in CSS pixels.' }),
  color_scheme: z
    .enum(['auto', 'light', 'dark'])
    .meta({ description: "`auto`: as the person's device is set." }),
});
export type Branding = z.infer<typeof branding>;

export const NO_BRANDING: Branding = {
  primary_color: null,
  background_color: null,
  border_radius: null,
  color_scheme: 'auto',
};

/** `idem.page_settings`: one of an account and mode. Not known to Stripe, which has it in its dashboard. */
export const pageSettingsResource = z
  .strictObject({
    object: z.literal('idem.page_settings'),
    livemode: z.boolean(),
    name: z.string().nullable().meta({ description: 'As people know you: the page says who is asking.' }),
    branding,
    allowed_origins: z
      .array(z.string())
      .meta({ description: 'Origins of your pages that may show the page in a frame.' }),
  })
  .meta({ id: 'idem.page_settings' });
export type PageSettingsResource = z.infer<typeof pageSettingsResource>;

/** The settings as they lie in PostgreSQL. */
export interface PageSettingsRecord {
  readonly name: string | null;
  readonly branding: Branding;
  readonly allowedOrigins: readonly string[];
}

export const renderPageSettings = (
  livemode: boolean,
  { name, branding: look, allowedOrigins }: PageSettingsRecord,
): PageSettingsResource => ({
  object: 'idem.page_settings',
  livemode,
  name,
  branding: look,
  allowed_origins: [...allowedOrigins],
});
