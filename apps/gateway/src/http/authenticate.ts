import { forbidden, parseClientSecret, unauthenticated } from '@idem/contracts';
import { hashToken } from '@idem/platform/crypto/token';
import type { Deps } from '../deps.js';
import { byEphemeralKey, isEphemeralKey } from './by-ephemeral-key.js';
import type { Caller } from './caller.js';
import { abridged, readCredential } from './credentials.js';
import { isAllowed } from './ip-allowlist.js';

/**
 * Finds out who is calling.
 *
 * @param ip of the caller
 * @throws {ApiError} 401; 403 from an address that the key is not bound to
 */
export async function authenticate(
  deps: Pick<Deps, 'db' | 'clock'>,
  authorization: string | undefined,
  ip: string,
): Promise<Caller> {
  const credential = readCredential(authorization);
  if (credential === null) {
    throw unauthenticated(
      'You did not provide an API key. Give it in the Authorization header, as a bearer token (Authorization: Bearer YOUR_KEY) or as the user name of HTTP basic authentication.',
    );
  }
  const secret = parseClientSecret(credential);
  if (secret !== null) return byClientSecret(deps, secret);
  return isEphemeralKey(credential) ? byEphemeralKey(deps, credential) : byKey(deps, credential, ip);
}

async function byKey({ db, clock }: Pick<Deps, 'db' | 'clock'>, key: string, ip: string): Promise<Caller> {
  const row = await db.apiKey.findUnique({ where: { hash: hashToken(key) } });
  if (row === null) throw unauthenticated(`Invalid API Key provided: ${abridged(key)}`);
  if (row.revokedAt !== null && row.revokedAt <= clock.now())
    throw unauthenticated(`Expired API Key provided: ${abridged(key)}`, 'api_key_expired');
  if (row.ipAllowlist.length > 0 && !isAllowed(row.ipAllowlist, ip)) {
    throw forbidden(
      `The API key provided (${abridged(key)}) does not allow requests from your IP address. Use a key whose ip_allowlist includes it.`,
    );
  }
  return {
    kind: row.kind,
    accountId: row.accountId,
    livemode: row.livemode,
    permissions: new Set(row.permissions),
    ipAllowlist: row.ipAllowlist,
  };
}

async function byClientSecret(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { sessionId, token }: { sessionId: string; token: string },
): Promise<Caller> {
  const linkHash = hashToken(token);
  const row = await db.verificationSession.findUnique({
    where: { tokenHash: linkHash },
    select: { id: true, accountId: true, livemode: true, tokenExpiresAt: true },
  });
  if (row === null || row.id !== sessionId) {
    throw unauthenticated(
      'This client secret is not valid, or was replaced by a newer one. Retrieve the verification session to get its current client secret.',
    );
  }
  if (row.tokenExpiresAt === null || row.tokenExpiresAt <= clock.now()) {
    throw unauthenticated(
      'This client secret has expired. Retrieve the verification session to get a fresh one.',
      'api_key_expired',
    );
  }
  return {
    kind: 'client',
    accountId: row.accountId,
    livemode: row.livemode,
    sessionId,
    linkHash,
    openingId: null,
    scope: 'person',
  };
}
