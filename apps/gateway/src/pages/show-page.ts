import { renderVerificationPage, type VerificationPageResource } from '@idem/contracts';
import { openSession } from '@idem/platform/sessions/open-session';
import { currentChallenge } from '../challenges/current-challenge.js';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { findPageSettings } from '../page-settings/find-page-settings.js';
import { findSession } from '../sessions/find-session.js';
import { assertOwnPage, pageState } from './find-page.js';
import { noteActivity } from './note-activity.js';

/**
 * What a capture client needs to lead a person through a verification.
 *
 * @throws {ApiError} 403, 404
 */
export async function showPage(
  deps: Deps,
  { caller }: Context,
  input: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<VerificationPageResource> {
  readExpand(input.expand, NOTHING_EXPANDABLE, caller);
  assertOwnPage(caller, input.id);
  const row = await findSession(deps.db, caller, input.id);
  await noteActivity(deps, row);
  const { token, lastError } = openSession(deps.keys, row, deps.clock.now());
  const challenge =
    row.status === 'requires_input' ? await currentChallenge(deps.db, row.id, deps.clock.now()) : null;
  const settings = await findPageSettings(deps.db, row);
  return renderVerificationPage(await pageState(deps.db, deps, row), deps.settings.publicUrl, {
    token,
    challenge,
    lastError,
    settings,
    allowHandoff: caller.kind === 'client' && caller.openingId !== null && caller.scope === 'person',
    returnUrl: row.returnUrl,
  });
}
