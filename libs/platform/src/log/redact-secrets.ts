/** What gives itself away by its looks, wherever in a line it stands, and what is left of it. */
const SECRETS: ReadonlyArray<readonly [RegExp, string]> = [
  // API keys and ephemeral keys. Publishable keys (pk_) are no secret.
  [/\b(sk|rk|ek|ephkey)_(live|test)_[A-Za-z0-9_-]+/g, '$1_$2_[redacted]'],
  [/\bwhsec_[A-Za-z0-9+/=_-]+/g, 'whsec_[redacted]'],
  // A session's client secret, and the hosted page's address, which contains the same token.
  [/_secret_[A-Za-z0-9_-]+/g, '_secret_[redacted]'],
  [/\/start\/[A-Za-z0-9_-]+/g, '/start/[redacted]'],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi, '$1 [redacted]'],
  // user:password@ in addresses of databases, queues and webhooks.
  [/\/\/[^\s/@"\\]+@/g, '//[redacted]@'],
  // Inline images.
  [/data:image\/[a-z+.-]+;base64,[A-Za-z0-9+/=]+/g, 'data:image/[redacted]'],
];

/** A line of the log without the secrets that can be told by their form. JSON stays JSON. */
export function redactSecrets(line: string): string {
  return SECRETS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}

/** Fields whose values are never written, whatever they look like, at the first and second level and in requests. */
export const SECRET_FIELDS: readonly string[] = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'secretKey',
  'client_secret',
  'clientSecret',
  'token',
  'apiKey',
  'masterKey',
  'masterKeys',
  'dataKey',
].flatMap((name) => [name, `*.${name}`, `req.headers.${name}`, `res.headers.${name}`]);
