/** A value of an LDIF attribute. */
export interface LdifValue {
  /** In lower case, options such as `;binary` removed. */
  readonly attribute: string;
  readonly value: Uint8Array;
}

/**
 * The base64 values of an LDIF text (RFC 2849), which is how ICAO's public key directory is published. Folded
 * lines are joined; values in clear text are left out, for no certificate is one.
 */
export function readLdif(text: string): LdifValue[] {
  const unfolded = text.replace(/\r?\n /g, '');
  return [...unfolded.matchAll(/^([A-Za-z0-9-]+)(?:;[^:\s]*)?:: *([A-Za-z0-9+/=]+)\s*$/gm)].map(
    ([, attribute = '', base64 = '']) => ({
      attribute: attribute.toLowerCase(),
      value: new Uint8Array(Buffer.from(base64, 'base64')),
    }),
  );
}

export const isLdif = (text: string): boolean => /^(version: *\d|dn::? )/m.test(text.slice(0, 4096));
