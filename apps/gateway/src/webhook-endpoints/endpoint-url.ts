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
    throw refused('Not a valid URL. Give an absolute one, such as https://example.com/webhook.');
  }
  if (url.username !== '' || url.password !== '')
    throw refused('The URL cannot contain a user name or password.');
  if (livemode && url.protocol !== 'https:') throw refused('In live mode the URL must begin with https://.');
  return text;
}

const refused = (message: string) => parameterInvalid('url', 'url_invalid', `Invalid URL: ${message}`);
