import { parameterInvalid } from '@idem/contracts';
import { ERROR_CODES, type ErrorCode } from '@idem/domain';

/**
 * `.test` belongs to nobody (RFC 2606), so that no address of a person ever means anything here:
 * `verified@outcome.test`, `document_expired@outcome.test`, `verified+delay@outcome.test`.
 */
const MAGIC = /^([^@+]+)(\+delay)?@outcome\.test$/i;

export interface MagicOutcome {
  /** Null for success. */
  readonly code: ErrorCode | null;
  readonly delayed: boolean;
}

/** How a session in test mode ends because of the address it was given; null for every other address, and live. */
export function magicOutcome(livemode: boolean, email: string | undefined): MagicOutcome | null {
  const [, name, delay] = livemode ? [] : (MAGIC.exec(email ?? '') ?? []);
  if (name === undefined) return null;
  const code = codeOf(name);
  return code === undefined ? null : { code, delayed: delay !== undefined };
}

/**
 * A magic address with a slip of the pen would run the real checks, and look as if they had decided.
 *
 * @throws {ApiError} 400
 */
export function assertMagicIsKnown(livemode: boolean, email: string | undefined): void {
  const [, name] = livemode ? [] : (MAGIC.exec(email ?? '') ?? []);
  if (name === undefined || codeOf(name) !== undefined) return;
  throw parameterInvalid(
    'provided_details[email]',
    'parameter_invalid_magic',
    `Invalid provided_details[email]: there is no outcome '${name}'. In test mode, an address at outcome.test determines how the verification ends. Use verified@outcome.test, or one of these codes in front of the @: ${ERROR_CODES.join(', ')}.`,
  );
}

const codeOf = (name: string): ErrorCode | null | undefined =>
  name.toLowerCase() === 'verified' ? null : ERROR_CODES.find((code) => code === name.toLowerCase());
