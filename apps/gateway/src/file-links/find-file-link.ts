import { resourceMissing } from '@idem/contracts';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import type { Scope } from '../http/caller.js';
import { isId } from '../sessions/find-session.js';
import { CONTENT_PARTS } from './file-contents.js';

/** @throws {ApiError} 404 */
export async function findFileLink(db: Database | Transaction, { accountId, livemode }: Scope, id: string) {
  const row = isId(id)
    ? await db.fileLink.findUnique({
        where: { id, accountId, livemode },
        include: { file: { include: CONTENT_PARTS } },
      })
    : null;
  if (row === null) throw resourceMissing('file link', id);
  return row;
}
