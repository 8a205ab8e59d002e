import { BlockList, isIP } from 'node:net';

/**
 * Addresses that are not on the public internet (IANA special-purpose registries, RFC 6890): a webhook
 * sent there would let whoever registers endpoints reach inside the operator's network.
 */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Azure's platform services, metadata among them, for every machine there.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  // Unspecified, loopback, and IPv4 addresses in the deprecated "compatible" form.
  ['::', 96],
  // Translation and tunnels: each address carries an IPv4 address, which may be any.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 23],
  ['2002::', 16],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv6');
}

/** The address is not on the public internet. */
export class PrivateDestinationError extends Error {
  override readonly name = 'PrivateDestinationError';
  /** @param host as the URL names it: what a name resolves to is nothing to tell whoever registered it */
  constructor(host: string) {
    super(`${host} is not a public address`);
  }
}

/** Whether an IP address, in text, is special-purpose. IPv4 addresses written as IPv6 count as what they are. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const text = mapped ?? address;
  return PRIVATE.check(text, isIP(text) === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Refuses a URL whose host is a private address as it stands, in whatever form it was written: `URL` has made one of
 * decimal, octal and hexadecimal ones. Names are judged when they are resolved.
 *
 * @throws {PrivateDestinationError}
 */
export function assertPublicHost(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw new PrivateDestinationError(host);
}
