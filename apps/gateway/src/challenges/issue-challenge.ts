import { renderSelfieChallenge, type SelfieChallengeResource, stateForbids } from '@idem/contracts';
import { livenessOf, MAX_CHALLENGES } from '@idem/domain';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { assertOwnPage } from '../pages/find-page.js';
import { askedOptions } from '../sessions/asked-options.js';
import { lockSession } from '../sessions/find-session.js';
import { assertLinkOpen } from '../sessions/link.js';

/** Bytes of a nonce; its 64 hex digits also settle the order of the steps. */
const NONCE_BYTES = 32;

/**
 * Asks the person for movements that nobody could prepare for. A new challenge takes the place of the one before it,
 * and each session has a limited number, so that nobody draws until the order suits a recording.
 *
 * @throws {ApiError} 400 when no challenge is wanted or none is left, 401, 403, 404
 */
export async function issueChallenge(
  deps: Deps,
  { caller }: Context,
  input: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<SelfieChallengeResource> {
  readExpand(input.expand, NOTHING_EXPANDABLE, caller);
  assertOwnPage(caller, input.id);
  return deps.db.$transaction(async (tx) => {
    const row = await lockSession(tx, caller, input.id);
    const now = deps.clock.now();
    if (row.status !== 'requires_input') {
      throw stateForbids(
        `This verification session no longer accepts input because its status is \`${row.status}\`.`,
      );
    }
    assertLinkOpen(caller, row, now);
    const policy = livenessOf(askedOptions(deps, row));
    if (policy === null || policy === 'off') {
      throw stateForbids('This verification session asks for no selfie whose liveness is judged.');
    }
    const earlier = await tx.selfieChallenge.count({ where: { sessionId: row.id } });
    if (earlier >= MAX_CHALLENGES) {
      throw stateForbids(
        `This verification session has already used its ${MAX_CHALLENGES} selfie challenges. Create a new session to continue.`,
      );
    }
    const challenge = await tx.selfieChallenge.create({
      data: {
        id: newId('vchl', deps.random),
        sessionId: row.id,
        number: earlier + 1,
        nonce: Buffer.from(deps.random.bytes(NONCE_BYTES)).toString('hex'),
        issuedAt: now,
        expiresAt: new Date(now.getTime() + deps.settings.challengeSeconds * 1000),
      },
    });
    await tx.verificationSession.update({ where: { id: row.id }, data: { personActiveAt: now } });
    return renderSelfieChallenge(challenge, now);
  });
}
