import { sealJson } from '@idem/platform/crypto/seal';
import type { Deps } from '../../deps.js';
import { type KeyUse, responseContext } from './claim-key.js';

/** Stores the answer to the first request with a key, for the requests that repeat it. */
export async function completeKey(
  deps: Pick<Deps, 'db' | 'keys'>,
  use: KeyUse,
  requestId: string,
  response: { readonly status: number; readonly body: unknown },
): Promise<void> {
  await deps.db.idempotencyRecord.updateMany({
    where: { ...use, requestId, statusCode: null },
    data: {
      statusCode: response.status,
      sealedResponse: sealJson(deps.keys, response.body, responseContext(requestId)),
      sessionId: sessionIn(response.body),
    },
  });
}

/** Gives a key back after a refusal that is not to be remembered. */
export async function releaseKey(deps: Pick<Deps, 'db'>, use: KeyUse, requestId: string): Promise<void> {
  await deps.db.idempotencyRecord.deleteMany({ where: { ...use, requestId, statusCode: null } });
}

/** The verification session that a response shows, so that redaction finds the copy. */
function sessionIn(body: unknown): string | null {
  const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : null;
  return typeof id === 'string' && id.startsWith('vs_') ? id : null;
}
