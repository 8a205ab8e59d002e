import type { VerificationSessionResource } from '@idem/contracts';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { findSession, lockSession, type SessionRow } from './find-session.js';
import { isLinkOpen, newLink } from './link.js';
import { presentSession } from './present-session.js';

/**
 * Shows a session. One that waits for input always shows a link that works: when the last one was used
 * or has expired, a fresh one takes its place.
 *
 * @throws {ApiError} 404
 */
export async function retrieveSession(
  deps: Deps,
  { caller }: Context,
  input: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<VerificationSessionResource> {
  const expansions = readExpand(input.expand, SESSION_EXPANDABLE, caller);
  let row = await findSession(deps.db, caller, input.id);
  if (needsLink(deps, row)) {
    row = await deps.db.$transaction(async (tx) =>
      withOpenLink(tx, deps, await lockSession(tx, caller, input.id)),
    );
  }
  return presentSession(deps, row, expansions);
}

/** The locked session, with a fresh link where it waits for input and the last one takes none. */
export async function withOpenLink(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'keys' | 'random'>,
  locked: SessionRow,
): Promise<SessionRow> {
  if (!needsLink(deps, locked)) return locked;
  return tx.verificationSession.update({
    where: { id: locked.id },
    data: newLink(deps, locked, sessionKey(deps.keys, locked)),
  });
}

const needsLink = (deps: Pick<Deps, 'clock'>, row: SessionRow): boolean =>
  row.status === 'requires_input' && row.redaction === null && !isLinkOpen(row, deps.clock.now());
