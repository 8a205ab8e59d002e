import { ApiError, parseClientSecret } from '@idem/contracts';
import type { FastifyRequest } from 'fastify';
import type { Deps } from '../deps.js';
import { authenticate } from './authenticate.js';
import { isEphemeralKey } from './by-ephemeral-key.js';
import type { Caller } from './caller.js';
import { readCredential } from './credentials.js';
import { limitAccount, limitAddress } from './limit-requests.js';

/**
 * Finds out who is calling, and counts the request where it belongs. Secrets that people's devices hold, and
 * publishable keys, are in many hands: their requests count for the address they come from and take nothing from
 * the integrator's servers.
 *
 * @throws {ApiError} 401, 403, 429
 */
export async function admit(
  deps: Pick<Deps, 'db' | 'clock' | 'limiter' | 'settings'>,
  request: FastifyRequest,
): Promise<Caller> {
  const { authorization } = request.headers;
  const ofDevice = isOfDevice(readCredential(authorization));
  if (ofDevice) await limitAddress(deps, request.ip);
  let caller: Caller;
  try {
    caller = await authenticate(deps, authorization, request.ip);
  } catch (refused) {
    if (!ofDevice && refused instanceof ApiError) await limitAddress(deps, request.ip);
    throw refused;
  }
  if (caller.kind === 'publishable') await limitAddress(deps, request.ip);
  else if (caller.kind !== 'client') {
    const { url = request.url } = request.routeOptions;
    await limitAccount(deps, caller, { method: request.method, path: url });
  }
  return caller;
}

const isOfDevice = (credential: string | null): boolean =>
  credential !== null && (parseClientSecret(credential) !== null || isEphemeralKey(credential));
