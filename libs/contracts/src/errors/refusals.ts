import { ApiError } from './api-error.js';

const type = 'invalid_request_error';

/** 400: a parameter is there but cannot be used. `code` begins with `parameter_invalid_` or names the rule. */
export const parameterInvalid = (param: string, code: string, message: string): ApiError =>
  new ApiError({ status: 400, type, code, param, message, beforeExecution: true });

/** 400: a required parameter is absent. */
export const parameterMissing = (param: string): ApiError =>
  new ApiError({
    status: 400,
    type,
    code: 'parameter_missing',
    param,
    message: `Missing required param: ${param}.`,
    beforeExecution: true,
  });

/** 400: a parameter that this request does not have. */
export const parameterUnknown = (param: string): ApiError =>
  new ApiError({
    status: 400,
    type,
    code: 'parameter_unknown',
    param,
    message: `Received unknown parameter: ${param}`,
    beforeExecution: true,
  });

/** 400: the request as a whole cannot be read or does not add up. */
export const requestInvalid = (message: string, param?: string): ApiError =>
  new ApiError({
    status: 400,
    type,
    message,
    beforeExecution: true,
    ...(param === undefined ? {} : { param }),
  });

/** 400: the state of an object forbids the request; repeating it changes nothing. */
export const stateForbids = (message: string): ApiError =>
  new ApiError({ status: 400, type, message, retryable: false });

/** 401: no key, an unknown key, or one that has ended. */
export const unauthenticated = (message: string, code?: string): ApiError =>
  new ApiError({ status: 401, type, message, ...(code === undefined ? {} : { code }) });

/** 403: a good key that may not do this. */
export const forbidden = (message: string, code?: string): ApiError =>
  new ApiError({ status: 403, type, message, ...(code === undefined ? {} : { code }) });

/**
 * 404, or 400 when the id came as a parameter and not in the path: the caller's account and mode hold
 * no such object.
 *
 * @param noun the object's name in lower case, without underscores: `verification session`
 */
export const resourceMissing = (noun: string, id: string, param = 'id', status: 400 | 404 = 404): ApiError =>
  new ApiError({
    status,
    type,
    code: 'resource_missing',
    param,
    message: `No such ${noun.replaceAll(' ', '')}: '${id}'`,
  });

/** 404: no route answers this method and path. */
export const routeMissing = (method: string, path: string): ApiError =>
  new ApiError({
    status: 404,
    type,
    message: `Unrecognized request URL (${method}: ${path}). Check the method and the path; /openapi.json lists what is available.`,
  });

/** 409: another request with the same idempotency key is still being answered. */
export const idempotencyKeyInUse = (key: string): ApiError =>
  new ApiError({
    status: 409,
    type,
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this idempotency key (${key}). Please try again later.`,
    retryable: true,
    beforeExecution: true,
  });

/** 400: an idempotency key was used before with other parameters. */
export const idempotencyMismatch = (key: string): ApiError =>
  new ApiError({
    status: 400,
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    retryable: false,
    beforeExecution: true,
  });

/**
 * 400: an idempotency key was used before for another endpoint.
 *
 * @param first path of the request that used it first
 * @param now path of this request
 */
export const idempotencyEndpointMismatch = (key: string, first: string, now: string): ApiError =>
  new ApiError({
    status: 400,
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${first}' vs '${now}'). Try using a key other than '${key}' if you meant to execute a different request.`,
    retryable: false,
    beforeExecution: true,
  });

/** Why requests are turned away, in Stripe's words; it knows more reasons. */
export type RateLimitedReason = 'global-rate' | 'endpoint-rate';

/** 429: too many requests. The same one can succeed a second later. */
export const rateLimited = (reason: RateLimitedReason): ApiError =>
  new ApiError({
    status: 429,
    type,
    code: 'rate_limit',
    message:
      'Request rate limit exceeded. Wait a moment before you retry, and use exponential backoff for further retries.',
    retryable: true,
    beforeExecution: true,
    headers: { 'Stripe-Rate-Limited-Reason': reason },
  });

/** 500: our fault; says nothing of its cause. */
export const apiFault = (): ApiError =>
  new ApiError({
    status: 500,
    type: 'api_error',
    message:
      'Something went wrong on our end. Try again, and if it happens again, give the request ID to the operator of this server.',
  });
