import { parameterInvalid } from '@idem/contracts';

/**
 * Checks where webhooks are to be sent. Whether the host may be reached is decided when it is reached,
 * because names resolve anew each time.
 *
 * @returns the URL as it will be called
 * @throws {ApiError} 400
 */
export function endpointUrl(text: string, livemode: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw refused('must be an absolute URL, such as https://example.com/webhook');
  }
  if (url.username !== '' || url.password !== '') throw refused('must not contain a user name or password');
  if (livemode && url.protocol !== 'https:') throw refused('must begin with https:// in live mode');
  // As it was registered, to the letter; but a host beyond ASCII is shown as it is called, and what cannot be sent is escaped.
  return /^[\x21-\x7e]+$/.test(text) ? text : url.href;
}

const refused = (message: string) => parameterInvalid('url', 'url_invalid', `Invalid url: ${message}`);
