import {
  type Branding,
  NO_BRANDING,
  type PageSettingsResource,
  parameterInvalid,
  renderPageSettings,
  type UpdatePageSettingsParams,
} from '@idem/contracts';
import { contrastRatio, MIN_CONTROL_CONTRAST } from '@idem/domain';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { findPageSettings } from './find-page-settings.js';

/**
 * Changes what is named of the settings, and leaves the rest. `''` unsets.
 *
 * @throws {ApiError} 400 also for colours that cannot be told apart
 */
export async function updatePageSettings(
  { db }: Pick<Deps, 'db'>,
  { caller }: Context,
  params: UpdatePageSettingsParams,
): Promise<PageSettingsResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const { accountId, livemode } = caller;
  return db.$transaction(async (tx) => {
    const key = { accountId, livemode };
    await tx.pageSettings.upsert({ where: { accountId_livemode: key }, create: key, update: {} });
    await tx.$queryRaw`
      SELECT 1 FROM page_settings WHERE account_id = ${accountId} AND livemode = ${livemode} FOR UPDATE`;
    const before = await findPageSettings(tx, caller);
    const after = {
      name: params.name === undefined ? before.name : params.name || null,
      branding: changed(before.branding, params.branding),
      allowedOrigins:
        params.allowed_origins === undefined
          ? before.allowedOrigins
          : [...new Set(params.allowed_origins || [])],
    };
    assertLegible(after.branding);
    await tx.pageSettings.update({
      where: { accountId_livemode: key },
      data: {
        ...after,
        allowedOrigins: [...after.allowedOrigins],
        branding: after.branding satisfies Prisma.InputJsonObject,
      },
    });
    return renderPageSettings(livemode, after);
  });
}

function changed(before: Branding, change: UpdatePageSettingsParams['branding']): Branding {
  if (change === undefined) return before;
  if (change === '') return NO_BRANDING;
  const { primary_color, background_color, border_radius, color_scheme } = change;
  return {
    primary_color: primary_color === undefined ? before.primary_color : primary_color || null,
    background_color: background_color === undefined ? before.background_color : background_color || null,
    border_radius:
      border_radius === undefined ? before.border_radius : border_radius === '' ? null : border_radius,
    color_scheme: color_scheme === undefined ? before.color_scheme : color_scheme || 'auto',
  };
}

/** What the page lies on where no colour was set, in light and in dark. */
const GROUNDS = { light: '#ffffff', dark: '#16181c' } as const;

/** A button has to be seen on every ground that it can lie on (WCAG 2.2, 1.4.11). */
function assertLegible({
  primary_color: primary,
  background_color: background,
  color_scheme,
}: Branding): void {
  if (primary === null) return;
  const grounds =
    background !== null
      ? [background]
      : color_scheme === 'auto'
        ? [GROUNDS.light, GROUNDS.dark]
        : [GROUNDS[color_scheme]];
  for (const ground of grounds) {
    const ratio = contrastRatio(primary, ground);
    if (ratio >= MIN_CONTROL_CONTRAST) continue;
    throw parameterInvalid(
      'branding[primary_color]',
      'parameter_invalid',
      `Buttons of ${primary} cannot be told from a background of ${ground}: their contrast is ${ratio.toFixed(1)}, and has to be ${MIN_CONTROL_CONTRAST} at least (WCAG 2.2, 1.4.11). Choose another colour, set branding[background_color], or limit the page to one branding[color_scheme].`,
    );
  }
}
