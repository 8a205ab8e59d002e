import { sealJson } from '@idem/platform/crypto/seal';
import type { SealingKey } from '@idem/platform/crypto/sealing-key';
import { base62 } from '@idem/platform/random/ids';
import type { Random } from '@idem/platform/random/random';

/** 32 base62 characters hold 190 bits; the signature's key needs 128. */
const LENGTH = 32;

/** A secret with which webhooks to an endpoint are signed, and the form in which it is kept. */
export function newSigningSecret(
  deps: { readonly keys: SealingKey; readonly random: Random },
  endpointId: string,
): { readonly secret: string; readonly sealedSecret: Uint8Array<ArrayBuffer> } {
  const secret = `whsec_${base62(deps.random, LENGTH)}`;
  return { secret, sealedSecret: sealJson(deps.keys, secret, `webhook_endpoint:${endpointId}:secret`) };
}
