import { type PictureOrigin, UNKNOWN_ORIGIN } from '@idem/contracts';
import { openOrigin, sealOrigin } from '@idem/platform/files/file-vault';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { SessionRow } from '../sessions/find-session.js';

/** As clients send them: of a form everything is text. */
export interface CameraHints {
  readonly virtual: unknown;
  readonly label: unknown;
}

/**
 * Keeps what the device says of the camera beside the picture, sealed as the picture is. Said again, it replaces what
 * was said; said not at all, nothing changes.
 *
 * @param input `fileId` belongs to the session
 */
export async function noteCamera(
  tx: Transaction,
  deps: Pick<Deps, 'keys'>,
  input: { readonly session: SessionRow; readonly fileId: string; readonly hints: CameraHints },
): Promise<void> {
  const camera = cameraOf(input.hints);
  if (camera === null) return;
  const key = sessionKey(deps.keys, input.session);
  const file = await tx.file.findUniqueOrThrow({ where: { id: input.fileId } });
  const origin = { ...(openOrigin(file, key) ?? UNKNOWN_ORIGIN), camera };
  await tx.file.update({
    where: { id: file.id },
    data: { sealedOrigin: sealOrigin(file, key, origin) },
  });
}

function cameraOf({ virtual, label }: CameraHints): PictureOrigin['camera'] {
  const said = virtual === undefined ? null : ['true', '1'].includes(String(virtual));
  const name = typeof label === 'string' ? label.replace(/\p{Cc}/gu, '').slice(0, 100) || null : null;
  return said === null && name === null ? null : { virtual: said, label: name };
}
