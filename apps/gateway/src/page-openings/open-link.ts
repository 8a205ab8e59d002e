import { linkRefused } from '@idem/contracts';
import { constantTimeEqual } from '@idem/platform/crypto/token';
import type { PageOpening } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import { isLinkOpen, USED_LINK } from '../sessions/link.js';
import type { Attempt } from './attempt.js';

/**
 * Opens a session's own link. The first to open it binds it: the link is used up, the opening lives as long as the
 * link would have. A browser that opens a newer link of the session ends the opening before.
 *
 * @throws {ApiError} 403, 404, 410
 */
export async function openLink(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'random'>,
  attempt: Attempt,
): Promise<PageOpening> {
  const { linkHash, browserHash } = attempt;
  const opening = await tx.pageOpening.findUnique({ where: { linkHash } });
  if (opening === null) return bind(tx, deps, attempt);
  if (!constantTimeEqual(opening.browserHash, browserHash)) throw linkRefused('link_opened_elsewhere');
  if (opening.endedAt !== null) throw linkRefused('link_invalid');
  if (opening.expiresAt <= deps.clock.now()) throw linkRefused('link_expired');
  return opening;
}

async function bind(
  tx: Transaction,
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
  { linkHash, session, browserHash }: Attempt,
): Promise<PageOpening> {
  const now = clock.now();
  const { id: sessionId, tokenHash, tokenExpiresAt } = session;
  if (tokenHash === null || !constantTimeEqual(tokenHash, linkHash)) throw linkRefused('link_invalid');
  if (tokenExpiresAt === null || tokenExpiresAt <= now) throw linkRefused('link_expired');
  if (!isLinkOpen(session, now)) throw linkRefused('link_used');
  await tx.verificationSession.update({
    where: { id: sessionId },
    data: { ...USED_LINK, openedByPage: true },
  });
  await tx.pageOpening.updateMany({ where: { sessionId, endedAt: null }, data: { endedAt: now } });
  return tx.pageOpening.create({
    data: {
      id: newId('popen', random),
      sessionId,
      linkHash,
      browserHash,
      expiresAt: tokenExpiresAt,
      createdAt: now,
    },
  });
}
