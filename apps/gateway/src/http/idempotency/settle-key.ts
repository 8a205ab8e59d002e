import { sealJson } from '@idem/platform/crypto/seal';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { isErased } from '@idem/platform/redaction/erase-session';
import type { Deps } from '../../deps.js';
import { type KeyUse, responseContext } from './claim-key.js';

/**
 * Stores the answer to the first request with a key, for the requests that repeat it. An answer that speaks of a
 * session which was redacted in the meantime is not stored, and its key is forgotten.
 */
export async function completeKey(
  deps: Pick<Deps, 'db' | 'keys'>,
  use: KeyUse,
  requestId: string,
  response: { readonly status: number; readonly body: unknown },
): Promise<void> {
  const where = { ...use, requestId, statusCode: null };
  const subject = subjectOf(response.body);
  await deps.db.$transaction(async (tx) => {
    if (!showsRedaction(response.body) && (await outlived(tx, subject))) {
      await tx.idempotencyRecord.deleteMany({ where });
      return;
    }
    await tx.idempotencyRecord.updateMany({
      where,
      data: {
        statusCode: response.status,
        sealedResponse: sealJson(deps.keys, response.body, responseContext(requestId)),
        ...subject,
      },
    });
  });
}

/** Gives a key back after a refusal that is not to be remembered. */
export async function releaseKey(deps: Pick<Deps, 'db'>, use: KeyUse, requestId: string): Promise<void> {
  await deps.db.idempotencyRecord.deleteMany({ where: { ...use, requestId, statusCode: null } });
}

/** What a response shows, so that redaction finds the copy. */
interface Subject {
  readonly sessionId: string | null;
  readonly fileId: string | null;
}

function subjectOf(body: unknown): Subject {
  const told = toldBy(body);
  if (told !== null) return subjectOf(told);
  const idIn = (field: string): string => {
    const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : null;
    return typeof value === 'string' ? value : '';
  };
  // An expanded file stands in the place of its id.
  const file = typeof body === 'object' && body !== null && 'file' in body ? body.file : null;
  if (typeof file === 'object' && file !== null) return subjectOf(file);
  const found = (prefix: string, ...fields: readonly string[]) =>
    fields.map(idIn).find((id) => id.startsWith(prefix)) ?? null;
  return { sessionId: found('vs_', 'id'), fileId: found('file_', 'id', 'file') };
}

/** What an event tells of: a session as it was. */
const toldBy = (body: unknown): unknown =>
  typeof body === 'object' &&
  body !== null &&
  'object' in body &&
  body.object === 'event' &&
  'data' in body &&
  typeof body.data === 'object' &&
  body.data !== null &&
  'object' in body.data
    ? body.data.object
    : null;

/** Rendered after its redaction was asked for: nothing personal is in it. */
const showsRedaction = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'redaction' in body && body.redaction !== null;

/** Whether the session that an answer speaks of has been erased since. */
async function outlived(tx: Transaction, { sessionId, fileId }: Subject): Promise<boolean> {
  const file =
    fileId === null ? null : await tx.file.findUnique({ where: { id: fileId }, select: { sessionId: true } });
  const id = sessionId ?? file?.sessionId ?? null;
  return id !== null && isErased(tx, id);
}
