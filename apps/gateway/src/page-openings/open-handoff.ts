import { linkRefused } from '@idem/contracts';
import { constantTimeEqual } from '@idem/platform/crypto/token';
import type { Handoff, PageOpening } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import type { Deps } from '../deps.js';
import type { Attempt } from './attempt.js';

/** How long a second device may take pictures once it has opened its link. */
const CAPTURE_MS = 60 * 60 * 1000;

/**
 * Opens the link of a second device, and binds it to its browser. The first device's opening has to be alive.
 *
 * @returns null when the link is none of a second device
 * @throws {ApiError} 403, 404, 410
 */
export async function openHandoff(
  tx: Transaction,
  { clock }: Pick<Deps, 'clock'>,
  { linkHash, browserHash }: Attempt,
): Promise<(Handoff & { readonly opening: PageOpening }) | null> {
  const now = clock.now();
  const handoff = await tx.handoff.findUnique({ where: { tokenHash: linkHash }, include: { opening: true } });
  if (handoff === null) return null;
  const { browserHash: bound, opening } = handoff;
  if (bound !== null && !constantTimeEqual(bound, browserHash)) throw linkRefused('link_opened_elsewhere');
  if (handoff.endedAt !== null || opening.endedAt !== null) throw linkRefused('link_invalid');
  if (handoff.expiresAt <= now || opening.expiresAt <= now) throw linkRefused('link_expired');
  if (bound !== null) return handoff;
  const expiresAt = new Date(Math.min(now.getTime() + CAPTURE_MS, opening.expiresAt.getTime()));
  return tx.handoff.update({
    where: { id: handoff.id },
    data: { browserHash, expiresAt },
    include: { opening: true },
  });
}
