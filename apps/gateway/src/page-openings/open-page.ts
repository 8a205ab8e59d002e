import {
  linkRefused,
  type OpenPageParams,
  type PageOpeningResource,
  parseClientSecret,
  renderPageOpening,
} from '@idem/contracts';
import { constantTimeEqual, hashToken } from '@idem/platform/crypto/token';
import type { PageOpening } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import { insertKey } from '../ephemeral-keys/insert-key.js';
import { findPageSettings } from '../page-settings/find-page-settings.js';
import { lockSession, type SessionRow } from '../sessions/find-session.js';
import { isLinkOpen, USED_LINK } from '../sessions/link.js';

type OpenDeps = Pick<Deps, 'db' | 'clock' | 'random'>;

/** A link as whoever holds it shows it. */
interface Link {
  readonly hash: Uint8Array<ArrayBuffer>;
  /** Of a client secret, which names it. */
  readonly sessionId: string | null;
}

/**
 * Opens a session's link for a browser. The first to open it binds it: the link is used up, the opening lives as long as the
 * link would have, and the same browser can open it again. A browser that opens a newer link of the session ends the
 * opening before.
 *
 * @throws {ApiError} 400, 403, 404, 410
 */
export async function openPage(deps: OpenDeps, params: OpenPageParams): Promise<PageOpeningResource> {
  const link = linkOf(params);
  const browserHash = hashToken(params.browser_key);
  return deps.db.$transaction(async (tx) => {
    const found = await findSessionOf(tx, link);
    const session = await lockSession(tx, found, found.id);
    assertShown(session);
    const opening =
      (await reopen(tx, deps, { link, session, browserHash })) ??
      (await bind(tx, deps, { link, session, browserHash }));
    const { row, secret } = await insertKey(tx, deps, {
      session,
      linkHash: link.hash,
      linkExpiresAt: opening.expiresAt,
      openingId: opening.id,
    });
    const { name } = await findPageSettings(tx, session);
    return renderPageOpening({
      sessionId: session.id,
      livemode: session.livemode,
      key: secret,
      expiresAt: row.expiresAt,
      accountName: name,
    });
  });
}

function linkOf({ link }: OpenPageParams): Link {
  const secret = parseClientSecret(link);
  return secret === null
    ? { hash: hashToken(link), sessionId: null }
    : { hash: hashToken(secret.token), sessionId: secret.sessionId };
}

async function findSessionOf(tx: Transaction, { hash, sessionId }: Link): Promise<SessionRow> {
  const opened = await tx.pageOpening.findUnique({ where: { linkHash: hash }, include: { session: true } });
  const session =
    opened?.session ?? (await tx.verificationSession.findUnique({ where: { tokenHash: hash } }));
  if (session === null || (sessionId !== null && sessionId !== session.id)) throw linkRefused('link_invalid');
  return session;
}

function assertShown({ status, redaction }: SessionRow): void {
  if (redaction !== null) throw linkRefused('link_invalid');
  if (status === 'canceled') throw linkRefused('verification_canceled');
}

interface Attempt {
  readonly link: Link;
  readonly session: SessionRow;
  readonly browserHash: Uint8Array<ArrayBuffer>;
}

/** The opening of this link before; null when nobody opened it yet. Under the session's lock. */
async function reopen(
  tx: Transaction,
  { clock }: Pick<Deps, 'clock'>,
  { link, browserHash }: Attempt,
): Promise<PageOpening | null> {
  const opening = await tx.pageOpening.findUnique({ where: { linkHash: link.hash } });
  if (opening === null) return null;
  if (!constantTimeEqual(opening.browserHash, browserHash)) throw linkRefused('link_opened_elsewhere');
  if (opening.endedAt !== null) throw linkRefused('link_invalid');
  if (opening.expiresAt <= clock.now()) throw linkRefused('link_expired');
  return opening;
}

async function bind(
  tx: Transaction,
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
  { link, session, browserHash }: Attempt,
): Promise<PageOpening> {
  const now = clock.now();
  const { id: sessionId, tokenHash, tokenExpiresAt } = session;
  if (tokenHash === null || !constantTimeEqual(tokenHash, link.hash)) throw linkRefused('link_invalid');
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
      linkHash: link.hash,
      browserHash,
      expiresAt: tokenExpiresAt,
      createdAt: now,
    },
  });
}
