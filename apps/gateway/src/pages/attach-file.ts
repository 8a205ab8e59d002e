import { type ApiError, parameterInvalid, resourceMissing } from '@idem/contracts';
import { CHIP_FILES, type ChipFileName } from '@idem/domain';
import { rewrapFileKey } from '@idem/platform/files/file-vault';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { Caller } from '../http/caller.js';
import { isId, type SessionRow } from '../sessions/find-session.js';

/** What a file has to be for the place it is named in: a picture, a picture or a PDF, or one certain file of a chip. */
export type Attachable = 'picture' | 'document' | ChipFileName;

/**
 * Makes sure that a session owns a file, and that it is of the kind that belongs there. One uploaded with an API key has no owner until now: its key
 * is wrapped anew under the session's, so that it ends with the session.
 *
 * @throws {ApiError} 400 for a file of another kind, 404 for a file of another account, mode or session, and for a destroyed one; a
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
    kind,
  }: {
    readonly caller: Caller;
    readonly session: SessionRow;
    readonly fileId: string;
    readonly param: string;
    readonly kind: Attachable;
  },
): Promise<void> {
  const missing = () => resourceMissing('file', fileId, param);
  const { accountId, livemode } = session;
  const file = isId(fileId) ? await tx.file.findUnique({ where: { id: fileId, accountId, livemode } }) : null;
  if (file === null || file.wrappedKey === null) throw missing();
  const isOwn = file.sessionId === session.id;
  if (!isOwn && (file.sessionId !== null || caller.kind === 'client')) throw missing();
  if (!isOfKind(file.type, kind)) throw wrongKind(param, fileId, kind);
  if (isOwn) return;

  const wrappedKey = rewrapFileKey(file, deps.keys, sessionKey(deps.keys, session));
  const { count } = await tx.file.updateMany({
    where: { id: file.id, sessionId: null },
    data: { sessionId: session.id, wrappedKey, keyScope: 'session' },
  });
  if (count === 0) throw missing();
}

function isOfKind(type: string, kind: Attachable): boolean {
  if (kind === 'picture') return type !== 'pdf' && isOfKind(type, 'document');
  return kind === 'document' ? !CHIP_FILES.some((name) => name === type) : type === kind;
}

const DEMANDS = {
  picture: 'a JPEG or PNG picture',
  document: 'a picture or a PDF',
} as const;

const wrongKind = (param: string, fileId: string, kind: Attachable): ApiError =>
  parameterInvalid(
    param,
    'parameter_invalid_file_type',
    kind === 'picture' || kind === 'document'
      ? `The file '${fileId}' cannot be used here: ${param} must be ${DEMANDS[kind]}.`
      : `The file '${fileId}' cannot be used here: ${param} must be the file ${kind.toUpperCase()} of a chip.`,
  );
