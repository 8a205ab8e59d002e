/**
 * The credential of a request: `Authorization: Bearer <key>`, or HTTP Basic with the key as user name
 * (`curl -u key:`). Null when there is none.
 */
export function readCredential(authorization: string | undefined): string | null {
  const [, scheme, value] = /^(bearer|basic)\s+(\S+)\s*$/i.exec(authorization ?? '') ?? [];
  if (scheme === undefined || value === undefined) return null;
  if (scheme.toLowerCase() === 'bearer') return value;
  const [user] = Buffer.from(value, 'base64').toString('utf8').split(':', 1);
  return user === undefined || user === '' ? null : user;
}

/** A key fit for a message: its prefix and last four characters. */
export function abridged(key: string): string {
  const prefix = /^[a-z]{2}_(?:test|live)_/.exec(key)?.[0] ?? '';
  return `${prefix}****${key.slice(prefix.length).slice(-4)}`;
}
