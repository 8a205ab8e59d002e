import { forbidden, parameterInvalid } from '@idem/contracts';
import type { KeyCaller } from '../http/caller.js';
import { beyond, faultOf, type KeyGrant } from '../keys/key-grant.js';

/**
 * Makes sure that a grant is sound, and holds nothing that its maker does not.
 *
 * @throws {ApiError} 400, 403
 */
export function assertGrantable(maker: KeyCaller, grant: KeyGrant): void {
  const fault = faultOf(grant);
  if (fault !== null)
    throw parameterInvalid(
      fault.field,
      `parameter_invalid_${fault.field}`,
      `Invalid ${fault.field}: ${fault.problem}`,
    );
  assertWithin(maker, grant);
}

/** @throws {ApiError} 403 when a key may do what its maker, or whoever would learn it anew, may not */
export function assertWithin(maker: KeyCaller, grant: KeyGrant): void {
  const excess = beyond(maker, grant);
  if (excess !== null)
    throw forbidden(`You cannot grant a key more than the key you are using: ${excess.problem}`);
}
