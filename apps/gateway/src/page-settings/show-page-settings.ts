import { type PageSettingsResource, renderPageSettings } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { findPageSettings } from './find-page-settings.js';

/** The settings of the caller's account and mode. */
export async function showPageSettings(
  { db }: Pick<Deps, 'db'>,
  { caller }: Context,
  { expand }: { readonly expand?: readonly string[] | undefined },
): Promise<PageSettingsResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  return renderPageSettings(caller.livemode, await findPageSettings(db, caller));
}
