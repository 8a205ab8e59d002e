import {
  mergeMetadata,
  stateForbids,
  type UpdateSessionParams,
  type VerificationSessionResource,
} from '@idem/contracts';
import { assertAllowed } from '@idem/domain';
import { sealJson } from '@idem/platform/crypto/seal';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { openSession } from '@idem/platform/sessions/open-session';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { assertMagicIsKnown } from '../scripted-outcomes/magic-outcome.js';
import { lockSession } from './find-session.js';
import { openProvidedDetails, presentSession } from './present-session.js';
import { changeProvidedDetails } from './provided-details.js';
import { assertPerformed, changeOptions, optionsOfType } from './session-options.js';

/**
 * Changes what is asked of the person while nothing has been submitted.
 *
 * @throws {ApiError} 400, 404
 * @throws {IllegalOperationError} when the session no longer takes input
 */
export async function updateSession(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: UpdateSessionParams },
): Promise<VerificationSessionResource> {
  const expansions = readExpand(params.expand, SESSION_EXPANDABLE, caller);
  const row = await deps.db.$transaction(async (tx) => {
    const locked = await lockSession(tx, caller, id);
    assertAllowed('update', locked.status);
    if (locked.redaction !== null) {
      throw stateForbids('This verification session cannot be updated because it is being redacted.');
    }
    if (locked.type === 'verification_flow' && (params.type !== undefined || params.options !== undefined)) {
      throw stateForbids(
        'You cannot change the type and options of this verification session because they come from its verification flow. Create a new session instead.',
      );
    }
    const current = openSession(deps.keys, locked, deps.clock.now());
    const details = changeProvidedDetails(openProvidedDetails(deps, locked), params.provided_details);
    assertMagicIsKnown(locked.livemode, details?.email);
    const type = params.type ?? current.type;
    const before =
      params.type === undefined || params.type === current.type
        ? current.options
        : optionsOfType(params.type);
    const options = changeOptions(before, params.options);
    assertPerformed(deps.checks, options);
    const key = sessionKey(deps.keys, locked);
    return tx.verificationSession.update({
      where: { id: locked.id },
      data: {
        type,
        options: options as Prisma.InputJsonObject,
        metadata: mergeMetadata(current.metadata, params.metadata),
        sealedProvidedDetails:
          details === null ? null : sealJson(key, details, `verification_session:${id}:provided_details`),
      },
    });
  });
  return presentSession(deps, row, expansions);
}
