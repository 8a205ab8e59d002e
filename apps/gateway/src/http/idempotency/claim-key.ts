import { idempotencyEndpointMismatch, idempotencyKeyInUse, idempotencyMismatch } from '@idem/contracts';
import { openJson } from '@idem/platform/crypto/seal';
import { constantTimeEqual } from '@idem/platform/crypto/token';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import type { Scope } from '../caller.js';

/** A key is remembered this long. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/**
 * After this long without an answer the first request is taken to have died with its process. Longer
 * than any request may take, so that a slow one is never carried out twice at once.
 */
const ABANDONED_AFTER_MS = 3 * 60 * 1000;

/** Where a key counts: one account and mode (docs/adr/0030). */
export interface KeyUse extends Scope {
  readonly key: string;
}

/** A request, as far as it has to be the same under the same key. */
export interface KeyedRequest {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly fingerprint: Uint8Array<ArrayBuffer>;
  /** The key as it was sent. */
  readonly key: string;
}

export interface StoredResponse {
  readonly status: number;
  readonly body: unknown;
  readonly originalRequest: string;
}

export type Claim =
  /** Nobody used the key before: carry the request out, then complete or release it. */
  { readonly kind: 'first' } | { readonly kind: 'replay'; readonly response: StoredResponse };

type ClaimDeps = Pick<Deps, 'db' | 'keys' | 'clock'>;

export const responseContext = (requestId: string): string => `idempotency_record:${requestId}`;

/**
 * Takes an idempotency key for a request, or finds the answer given to it before.
 *
 * @throws {ApiError} 409 while the first request is being answered; 400 when its endpoint or its parameters were others
 */
export async function claimKey(
  deps: ClaimDeps,
  use: KeyUse,
  { id: requestId, key, ...request }: KeyedRequest,
): Promise<Claim> {
  // A row can vanish between the attempt to insert and the look at it; then the key is free again.
  for (let attempt = 0; attempt < 3; attempt++) {
    const now = deps.clock.now();
    const { count } = await deps.db.idempotencyRecord.createMany({
      data: { ...use, ...request, requestId, createdAt: now },
      skipDuplicates: true,
    });
    if (count === 1) return { kind: 'first' };

    const row = await deps.db.idempotencyRecord.findUnique({
      where: { accountId_livemode_key: use },
    });
    if (row === null) continue;
    const age = now.getTime() - row.createdAt.getTime();
    const gone = { ...use, requestId: row.requestId };
    if (age >= LIFETIME_MS) {
      await deps.db.idempotencyRecord.deleteMany({ where: gone });
      continue;
    }
    if (row.method !== request.method || row.path !== request.path) {
      throw idempotencyEndpointMismatch(key, row.path, request.path);
    }
    if (!constantTimeEqual(row.fingerprint, request.fingerprint)) throw idempotencyMismatch(key);
    if (row.statusCode !== null && row.sealedResponse !== null) {
      const body = openJson(deps.keys, row.sealedResponse, responseContext(row.requestId), z.unknown());
      return {
        kind: 'replay',
        response: { status: row.statusCode, body, originalRequest: row.requestId },
      };
    }
    if (age < ABANDONED_AFTER_MS) throw idempotencyKeyInUse(key);
    const taken = await deps.db.idempotencyRecord.updateMany({
      where: { ...gone, statusCode: null },
      data: { requestId, createdAt: now },
    });
    if (taken.count === 1) return { kind: 'first' };
  }
  throw idempotencyKeyInUse(key);
}
