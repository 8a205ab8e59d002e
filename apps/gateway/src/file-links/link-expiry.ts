import { parameterInvalid } from '@idem/contracts';

/** Stripe's limit for links to pictures of identities, in seconds. */
const MAX_LIFETIME_S = 30;

/**
 * The end of a link to a picture of an identity: all that can be linked are such.
 *
 * @param param what it is called in the request
 * @param asked Unix seconds, `now`, or nothing or `''` for never
 * @throws {ApiError} 400 for an end that is past, more than 30 seconds ahead, or never
 */
export function linkExpiry(asked: number | 'now' | '' | undefined, now: Date, param = 'expires_at'): Date {
  if (asked === 'now') return now;
  const seconds = asked === undefined || asked === '' ? Number.POSITIVE_INFINITY : asked;
  if (seconds * 1000 <= now.getTime()) throw refusal(param, `${param} must lie in the future.`);
  if (seconds * 1000 > now.getTime() + MAX_LIFETIME_S * 1000) {
    throw refusal(
      param,
      `Links to pictures of identities need an expires_at that lies at most ${MAX_LIFETIME_S} seconds ahead.`,
    );
  }
  return new Date(seconds * 1000);
}

const refusal = (param: string, message: string) =>
  parameterInvalid(param, 'parameter_invalid_integer', message);
