import {
  linkRefused,
  type OpenPageParams,
  type PageOpeningResource,
  parseClientSecret,
  renderPageOpening,
} from '@idem/contracts';
import { hashToken } from '@idem/platform/crypto/token';
import type { Transaction } from '@idem/platform/prisma/open-database';
import type { Deps } from '../deps.js';
import { insertKey } from '../ephemeral-keys/insert-key.js';
import { findPageSettings } from '../page-settings/find-page-settings.js';
import { lockSession, type SessionRow } from '../sessions/find-session.js';
import { openHandoff } from './open-handoff.js';
import { openLink } from './open-link.js';

/**
 * Opens a link for a browser: a session's own, or that of a second device, which takes pictures for it. The first browser
 * to open one binds it, and can open it again.
 *
 * @throws {ApiError} 400, 403, 404, 410
 */
export async function openPage(
  deps: Pick<Deps, 'db' | 'clock' | 'random'>,
  { link, browser_key }: OpenPageParams,
): Promise<PageOpeningResource> {
  const secret = parseClientSecret(link);
  const linkHash = hashToken(secret === null ? link : secret.token);
  return deps.db.$transaction(async (tx) => {
    const found = await findSessionOf(tx, linkHash);
    // A client secret names its session.
    if (found === null || (secret !== null && secret.sessionId !== found.id)) {
      throw linkRefused('link_invalid');
    }
    const session = await lockSession(tx, found, found.id);
    assertShown(session);
    const attempt = { linkHash, browserHash: hashToken(browser_key), session };
    const handoff = await openHandoff(tx, deps, attempt);
    const opening = handoff?.opening ?? (await openLink(tx, deps, attempt));
    const { row, secret: key } = await insertKey(tx, deps, {
      session,
      linkHash,
      linkExpiresAt: handoff?.expiresAt ?? opening.expiresAt,
      openingId: opening.id,
      ...(handoff === null ? {} : { handoffId: handoff.id }),
    });
    const { name } = await findPageSettings(tx, session);
    return renderPageOpening({
      sessionId: session.id,
      livemode: session.livemode,
      key,
      expiresAt: row.expiresAt,
      accountName: name,
      code: handoff?.code ?? null,
    });
  });
}

async function findSessionOf(tx: Transaction, linkHash: Uint8Array<ArrayBuffer>): Promise<SessionRow | null> {
  const include = { session: true } as const;
  const opened =
    (await tx.pageOpening.findUnique({ where: { linkHash }, include })) ??
    (await tx.handoff.findUnique({ where: { tokenHash: linkHash }, include }));
  return opened?.session ?? tx.verificationSession.findUnique({ where: { tokenHash: linkHash } });
}

function assertShown({ status, redaction }: SessionRow): void {
  if (redaction !== null) throw linkRefused('link_invalid');
  if (status === 'canceled') throw linkRefused('verification_canceled');
}
