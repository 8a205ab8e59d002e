import {
  type CreateEphemeralKeyParams,
  type EphemeralKeyResource,
  renderEphemeralKey,
  requestInvalid,
  resourceMissing,
  stateForbids,
} from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { isId, lockSession } from '../sessions/find-session.js';
import { withOpenLink } from '../sessions/retrieve-session.js';
import { insertKey } from './insert-key.js';

/**
 * Makes a key with which an app may lead the session's person through it: see the page, upload, collect, submit. It
 * is worth the session's client secret of the moment, ends with it, and after an hour at the latest.
 *
 * @throws {ApiError} 400
 */
export async function createEphemeralKey(
  deps: Deps,
  { caller, request }: Context,
  params: CreateEphemeralKeyParams,
): Promise<EphemeralKeyResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  if (request.apiVersion === null) {
    throw requestInvalid(
      'This request requires a Stripe-Version header. Set it to the API version that your app was built with.',
    );
  }
  const sessionId = params.verification_session;
  const { accountId, livemode } = caller;
  const { row, secret } = await deps.db.$transaction(async (tx) => {
    const isThere =
      isId(sessionId) &&
      (await tx.verificationSession.count({ where: { id: sessionId, accountId, livemode } })) > 0;
    if (!isThere) throw resourceMissing('verification session', sessionId, 'verification_session', 400);
    const session = await withOpenLink(tx, deps, await lockSession(tx, caller, sessionId));
    const { status, redaction, tokenHash, tokenExpiresAt } = session;
    if (status !== 'requires_input' || redaction !== null || tokenHash === null || tokenExpiresAt === null) {
      throw stateForbids(
        `You cannot create an ephemeral key for this verification session because its status is \`${status}\`${redaction === null ? '' : ' and it is redacted'}.`,
      );
    }
    return insertKey(tx, deps, {
      session,
      linkHash: tokenHash,
      linkExpiresAt: tokenExpiresAt,
      openingId: null,
    });
  });
  return renderEphemeralKey(row, secret);
}
