import { unauthenticated } from '@idem/contracts';
import { ERROR_CODES, mayGoOn } from '@idem/domain';
import { sealJson } from '@idem/platform/crypto/seal';
import type { SealingKey } from '@idem/platform/crypto/sealing-key';
import { constantTimeEqual, hashToken, newToken } from '@idem/platform/crypto/token';
import type { Deps } from '../deps.js';
import type { Caller } from '../http/caller.js';
import type { SessionRow } from './find-session.js';

/** A link and its client secret are one token; it lives as long as the shorter of the two may: a day. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** The columns of a fresh link. Its hash finds the session; the sealed copy is shown to the integrator. */
export function newLink(
  deps: Pick<Deps, 'clock' | 'random'>,
  session: { readonly id: string; readonly livemode: boolean },
  key: SealingKey,
) {
  const token = `${session.livemode ? 'live' : 'test'}_${newToken(deps.random)}`;
  return {
    tokenHash: hashToken(token),
    sealedToken: sealJson(key, token, `verification_session:${session.id}:token`),
    tokenExpiresAt: new Date(deps.clock.now().getTime() + LIFETIME_MS),
  };
}

/** Ends the link for input. Its hash stays, so that the person's device can still look until it expires. */
export const USED_LINK = { sealedToken: null } as const;

/** Whether the session's link still takes input. */
export const isLinkOpen = (row: SessionRow, now: Date): boolean =>
  row.sealedToken !== null && row.tokenExpiresAt !== null && row.tokenExpiresAt > now;

const canGoOn = ({ lastErrorCode }: SessionRow): boolean =>
  !ERROR_CODES.some((code) => code === lastErrorCode && !mayGoOn(code));

/**
 * Makes sure that a person's device holds the current, unused link. API keys need none. The person's page goes on for as
 * long as what it opened lives, so that a failed try can be made again there, within the tries of the session.
 *
 * @throws {ApiError} 401
 */
export function assertLinkOpen(caller: Caller, row: SessionRow, now: Date): void {
  if (caller.kind !== 'client') return;
  if (caller.openingId !== null && canGoOn(row)) return;
  const current = row.tokenHash !== null && constantTimeEqual(row.tokenHash, caller.linkHash);
  if (current && isLinkOpen(row, now)) return;
  throw unauthenticated(
    'This client secret or ephemeral key was already used. Retrieve the verification session to get a fresh client secret.',
    'api_key_expired',
  );
}
