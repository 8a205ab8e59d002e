import { resourceMissing } from '@idem/contracts';
import { rewrapFileKey } from '@idem/platform/files/file-vault';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { Caller } from '../http/caller.js';
import { isId, type SessionRow } from '../sessions/find-session.js';

/**
 * Makes sure that a session owns a picture. One uploaded with an API key has no owner until now: its key
 * is wrapped anew under the session's, so that it ends with the session.
 *
 * @throws {ApiError} 404 for a file of another account, mode or session, and for a destroyed one; a
 *   person's device finds only what was uploaded for its session
 */
export async function attachFile(
  tx: Transaction,
  deps: Pick<Deps, 'keys'>,
  {
    caller,
    session,
    fileId,
    param,
  }: {
    readonly caller: Caller;
    readonly session: SessionRow;
    readonly fileId: string;
    readonly param: string;
  },
): Promise<void> {
  const missing = () => resourceMissing('file', fileId, param);
  const { accountId, livemode } = session;
  const file = isId(fileId) ? await tx.file.findUnique({ where: { id: fileId, accountId, livemode } }) : null;
  if (file === null || file.wrappedKey === null) throw missing();
  if (file.sessionId === session.id) return;
  if (file.sessionId !== null || caller.kind === 'client') throw missing();

  const wrappedKey = rewrapFileKey(file, deps.keys, sessionKey(deps.keys, session));
  const { count } = await tx.file.updateMany({
    where: { id: file.id, sessionId: null },
    data: { sessionId: session.id, wrappedKey, keyScope: 'session' },
  });
  if (count === 0) throw missing();
}
