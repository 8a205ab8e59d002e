import {
  CHIP_PURPOSE,
  type FileResource,
  resourceMissing,
  stateForbids,
  type UploadFileParams,
} from '@idem/contracts';
import { storeFile } from '@idem/platform/files/file-vault';
import { newId } from '@idem/platform/random/ids';
import { isErased } from '@idem/platform/redaction/erase-session';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import { assertLinkable, insertLink } from '../file-links/insert-link.js';
import { linkExpiry } from '../file-links/link-expiry.js';
import { requirePermission, requireSensitiveResults } from '../http/authorize.js';
import type { Caller, Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import type { UploadedFile } from '../http/uploaded-file.js';
import { findSession, type SessionRow } from '../sessions/find-session.js';
import { assertLinkOpen } from '../sessions/link.js';
import { admitChipFile } from './admit-chip-file.js';
import { admitFile } from './admit-file.js';
import { FILE_PARTS, presentFile } from './present-file.js';

/** Files one session may own: several tries of every slot, and no free storage for strangers. */
const MAX_FILES_OF_SESSION = 100;

/**
 * Takes a picture, a PDF or a file of a chip: checks it, removes a picture's metadata, encrypts and stores it. With
 * a client secret it belongs to that session; with an API key to the one named, or to none until it is used.
 *
 * @throws {ApiError} 400, 401, 404
 */
export async function uploadFile(
  deps: Deps,
  { caller }: Context,
  params: UploadFileParams & { readonly file: UploadedFile },
): Promise<FileResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const { file } = params;
  const link = linkData(deps, caller, params);
  const session = await owningSession(deps, caller, params.owned_by);
  const admitted =
    params.purpose === CHIP_PURPOSE
      ? { ...admitChipFile(file.bytes), width: null, height: null, origin: null }
      : await admitFile(file.bytes, {
          purpose: params.purpose,
          maxPixels: deps.settings.maxImagePixels,
        });

  const id = newId('file', deps.random);
  const owner = session === null ? deps.keys : sessionKey(deps.keys, session);
  const stored = await storeFile(deps, { id, bytes: admitted.bytes, origin: admitted.origin, owner });
  const data = {
    id,
    accountId: caller.accountId,
    livemode: caller.livemode,
    purpose: params.purpose,
    sessionId: session?.id ?? null,
    filename: storableName(file.filename),
    type: admitted.format,
    size: admitted.bytes.length,
    width: admitted.width,
    height: admitted.height,
    keyScope: session === null ? ('master' as const) : ('session' as const),
    ...stored,
    createdAt: deps.clock.now(),
  };
  const row = await deps.db.$transaction(async (tx) => {
    if (session !== null && (await isErased(tx, session.id))) return null;
    const created = await tx.file.create({ data });
    if (link !== null) await insertLink(tx, deps, { file: created, ...link });
    return tx.file.findUniqueOrThrow({ where: { id }, include: FILE_PARTS });
  });
  if (row !== null) return presentFile(deps, caller, row);
  await deps.store.delete(stored.objectKey);
  throw stateForbids('You cannot upload files for this verification session because it was redacted.');
}

/**
 * The link that is asked for with the upload, refused before anything is stored.
 *
 * @throws {ApiError} 400, 403
 */
function linkData(
  deps: Pick<Deps, 'clock'>,
  caller: Caller,
  { purpose, file_link_data: asked }: UploadFileParams,
) {
  if (asked === undefined || !asked.create) return null;
  if (caller.kind !== 'client') requirePermission(caller, 'identity.read');
  requireSensitiveResults(caller);
  assertLinkable(purpose, 'file_link_data[create]');
  const expiresAt = linkExpiry(asked.expires_at, deps.clock.now(), 'file_link_data[expires_at]');
  return { expiresAt, metadata: asked.metadata };
}

async function owningSession(
  deps: Deps,
  caller: Caller,
  ownedBy: string | undefined,
): Promise<SessionRow | null> {
  const id = caller.kind === 'client' ? caller.sessionId : ownedBy;
  if (id === undefined) return null;
  if (ownedBy !== undefined && ownedBy !== id)
    throw resourceMissing('verification session', ownedBy, 'owned_by');
  const session = await findSession(deps.db, caller, id);
  if (session.status !== 'requires_input') {
    throw stateForbids(
      `You cannot upload files for this verification session because its status is \`${session.status}\`. Files are only accepted while it is \`requires_input\`.`,
    );
  }
  assertLinkOpen(caller, session, deps.clock.now());
  if ((await deps.db.file.count({ where: { sessionId: id } })) >= MAX_FILES_OF_SESSION) {
    throw stateForbids(
      `You cannot upload more files for this verification session: it already has ${MAX_FILES_OF_SESSION}, the maximum. Create a new session to start over.`,
    );
  }
  return session;
}

/** A name fit for a text column: without folders, control characters and halves of surrogate pairs. */
const storableName = (name: string | null): string | null =>
  name
    ?.replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Surrogate}]/gu, '')
    .slice(0, 255)
    .replace(/\p{Surrogate}/gu, '') || null;
