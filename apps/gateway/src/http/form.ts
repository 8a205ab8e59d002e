import { requestInvalid } from '@idem/contracts';
import qs from 'qs';

/** Deepest bracket nesting and most parameters of one request; Stripe's largest legitimate request stays far below. */
const DEPTH = 8;
const PARAMETERS = 1000;
const ARRAY = 100;

/** Parameters as they were sent: text, or whatever a JSON body held. */
export type RawParams = Readonly<Record<string, unknown>>;

/**
 * Reads `a[b][0]=c&d=e`.
 *
 * @throws {ApiError} 400 when there are too many parameters or they nest too deeply
 */
export function parseForm(text: string): RawParams {
  try {
    return qs.parse(text, {
      depth: DEPTH,
      strictDepth: true,
      parameterLimit: PARAMETERS,
      arrayLimit: ARRAY,
      throwOnLimitExceeded: true,
      plainObjects: true,
      duplicates: 'last',
    });
  } catch (error) {
    if (error instanceof RangeError) throw requestInvalid(`The parameters cannot be read: ${error.message}`);
    throw error;
  }
}

/**
 * Reads a JSON body. An empty one is a request without parameters.
 *
 * @throws {ApiError} 400 when it is not a JSON object
 */
export function parseJsonBody(text: string): RawParams {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw requestInvalid('The request body is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw requestInvalid('The request body must be a JSON object.');
  }
  return value as RawParams;
}
