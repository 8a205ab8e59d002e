import { forbidden, type HandoffResource, renderHandoff } from '@idem/contracts';
import { assertAllowed } from '@idem/domain';
import { hashToken, newToken } from '@idem/platform/crypto/token';
import { newId } from '@idem/platform/random/ids';
import type { Random } from '@idem/platform/random/random';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { assertOwnPage } from '../pages/find-page.js';
import { lockSession } from '../sessions/find-session.js';
import { assertLinkOpen } from '../sessions/link.js';
import { assertPerson } from './assert-person.js';

/** Within which a second device has to open its link. */
const OPEN_WITHIN_MS = 15 * 60 * 1000;
/** Without digits and letters that look alike. A power of two, so that none is favoured. */
const CODE_DIGITS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 4;

/**
 * Makes a link with which a second device takes the pictures, and ends the one before.
 *
 * @throws {ApiError} 401, 403, 404
 * @throws {IllegalOperationError} when the session does not wait for input
 */
export async function beginHandoff(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<HandoffResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  assertOwnPage(caller, id);
  assertPerson(caller);
  const openingId = caller.kind === 'client' ? caller.openingId : null;
  if (openingId === null) {
    throw forbidden(
      "Only the person's page, which opened the session's link, can hand over to another device.",
    );
  }
  const token = newToken(deps.random);
  return deps.db.$transaction(async (tx) => {
    const session = await lockSession(tx, caller, id);
    const now = deps.clock.now();
    assertAllowed('submit', session.status);
    assertLinkOpen(caller, session, now);
    await tx.handoff.updateMany({ where: { sessionId: id, endedAt: null }, data: { endedAt: now } });
    const handoff = await tx.handoff.create({
      data: {
        id: newId('hand', deps.random),
        sessionId: id,
        openingId,
        tokenHash: hashToken(token),
        code: newCode(deps.random),
        expiresAt: new Date(now.getTime() + OPEN_WITHIN_MS),
        createdAt: now,
      },
    });
    return renderHandoff(handoff, 'waiting', `${deps.settings.publicUrl}/start/${token}`);
  });
}

/** 20 bits: no secret, but what lets a person see that two screens belong together. */
const newCode = (random: Random): string =>
  Array.from(random.bytes(CODE_LENGTH), (byte) => CODE_DIGITS[byte % CODE_DIGITS.length]).join('');
