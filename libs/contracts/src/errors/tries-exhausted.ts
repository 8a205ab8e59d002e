import { NO_TRIES_LEFT, type Tries } from '@idem/domain';
import { ApiError } from './api-error.js';

/** 400: nothing can be submitted, because no try is left or the last may be under way. */
export class TriesExhausted extends ApiError {
  constructor(
    readonly tries: Tries,
    readonly blocked: NonNullable<Tries['blocked']>,
  ) {
    super({
      status: 400,
      type: 'invalid_request_error',
      code: blocked === 'pending' ? 'verification_tries_pending' : 'verification_tries_exhausted',
      message:
        blocked === 'pending'
          ? 'This verification session cannot be submitted yet: other submissions for the same client_reference_id are still being checked. Please try again in a moment.'
          : NO_TRIES_LEFT[blocked],
      retryable: false,
    });
  }
}
