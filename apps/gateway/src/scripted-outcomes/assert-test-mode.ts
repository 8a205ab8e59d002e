import { ApiError } from '@idem/contracts';
import type { Caller } from '../http/caller.js';

/**
 * Outcomes can be chosen in test mode and never in live mode.
 *
 * @throws {ApiError} 400
 */
export function assertTestMode(caller: Caller): void {
  if (!caller.livemode) return;
  throw new ApiError({
    status: 400,
    type: 'invalid_request_error',
    code: 'livemode_mismatch',
    message: 'Outcomes can only be scripted in test mode. Use a test mode API key.',
    retryable: false,
  });
}
