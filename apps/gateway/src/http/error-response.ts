import { ApiError, type ApiErrorBody, apiFault, requestInvalid } from '@idem/contracts';
import { IllegalOperationError } from '@idem/domain';
import { HttpException } from '@nestjs/common';

/** What goes over the wire for a thrown value. */
export interface ErrorResponse {
  readonly status: number;
  readonly body: { readonly error: ApiErrorBody };
  /** `Stripe-Should-Retry`; absent to leave it to the client. */
  readonly shouldRetry: boolean | null;
  readonly headers: Readonly<Record<string, string>>;
  /** False only for a refusal that came before anything was carried out. */
  readonly executed: boolean;
  /** True when the cause is ours and belongs in the log. */
  readonly fault: boolean;
}

/** Turns whatever was thrown into a Stripe-shaped error; an unknown error shows nothing of itself. */
export function errorResponse(thrown: unknown): ErrorResponse {
  const error = asApiError(thrown);
  return {
    status: error.status,
    body: { error: error.body },
    shouldRetry: error.retryable,
    headers: error.headers,
    executed: !error.beforeExecution,
    fault: error.status >= 500,
  };
}

function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof IllegalOperationError) {
    return new ApiError({
      status: 400,
      type: 'invalid_request_error',
      message: thrown.message,
      retryable: false,
    });
  }
  const status = statusOf(thrown);
  return status >= 400 && status < 500 ? transportRefusal(status) : apiFault();
}

/** Refusals of the HTTP layer itself: its own words can quote the request, so ours replace them. */
function transportRefusal(status: number): ApiError {
  const message = TRANSPORT_MESSAGES[status] ?? TRANSPORT_MESSAGES[400]!;
  if (status === 400) return requestInvalid(message);
  return new ApiError({ status, type: 'invalid_request_error', message, beforeExecution: true });
}

const TRANSPORT_MESSAGES: Readonly<Record<number, string>> = {
  400: 'The request could not be read. Check its URL, headers and body.',
  404: 'Unrecognized request URL.',
  408: 'The request did not arrive in full. Check that its Content-Length is the number of bytes you send, and try again.',
  413: 'The request body is too large. Only file uploads (multipart/form-data) can be larger than 1 MB.',
  414: 'The request URL is too long. Check the object ID in it.',
  431: 'The request headers are too large.',
  415: 'Unsupported content type. Send application/x-www-form-urlencoded or application/json, and multipart/form-data for files.',
};

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = thrown instanceof Error && 'statusCode' in thrown ? thrown.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}
