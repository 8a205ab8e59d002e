import { parameterInvalid } from '@idem/contracts';

/** One `name=value` of a form, decoded. */
export interface FormPair {
  readonly name: string;
  readonly value: string;
}

const ESCAPE = /%([0-9a-fA-F]{2})/g;

/**
 * Decodes `a=b&c=d` (application/x-www-form-urlencoded), pair by pair.
 *
 * A text in another encoding than UTF-8 is refused and not guessed at: `%E9` is an é in Latin-1 only, and whoever
 * stores it as it stands, or as a replacement character, has lost the name of a person. A percent sign that escapes
 * nothing stands for itself, as in the URL standard of browsers.
 *
 * @param latin1 the bytes of the form, one character each, as they came over the wire
 * @throws {ApiError} 400 that names the parameter
 */
export function decodePairs(latin1: string): FormPair[] {
  return latin1
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const written = equals === -1 ? pair : pair.slice(0, equals);
      const name = decoded(written, () => parameterInvalid(readable(written), CODE, BAD_NAME));
      const value = equals === -1 ? '' : pair.slice(equals + 1);
      return { name, value: decoded(value, () => notUtf8(name)) };
    });
}

/** 400: the text of a parameter is not in UTF-8. */
export const notUtf8 = (name: string) =>
  parameterInvalid(
    name,
    CODE,
    `Invalid ${name}: the value is not valid UTF-8. Encode the request as UTF-8; other encodings, such as Latin-1, are not accepted.`,
  );

/** Text in UTF-8 without any byte that is not; null when there is one. */
export function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

const CODE = 'parameter_invalid_string';
const BAD_NAME = 'Invalid parameter name: it is not valid UTF-8. Encode the request as UTF-8.';

function decoded(text: string, refusal: () => Error): string {
  const bytes = text
    .replaceAll('+', ' ')
    .replaceAll(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const utf8 = strictUtf8(Buffer.from(bytes, 'latin1'));
  if (utf8 === null) throw refusal();
  return utf8;
}

/** A name that cannot be decoded, fit for a message. */
const readable = (written: string): string => written.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 100);
