import type { LookupAddress } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress, PrivateDestinationError } from './destination.js';

/** The addresses of a host name; rejects when it has none. */
export type ResolveName = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Per name server and try, in ms. */
const ANSWER_MS = 2_000;
const TRIES = 2;
/** The name is not in DNS, or there is no DNS: it may still be in the hosts file or a search domain. */
const NOT_IN_DNS: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA', 'ECONNREFUSED']);
const LOOPBACK: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * Asks DNS on sockets of its own. `dns.lookup` would occupy one of the process's four threads for as long as a name's
 * server keeps silent, and four such names would hold up every other lookup, file and cipher of the process.
 *
 * @param servers `address:port` of those to ask; the machine's when left out
 */
export function createDnsResolver(servers?: readonly string[]): ResolveName {
  const resolver = new Resolver({ timeout: ANSWER_MS, tries: TRIES });
  if (servers !== undefined) resolver.setServers(servers);
  return async (hostname) => {
    // RFC 6761, 6.3: never asked of DNS.
    if (/(^|\.)localhost\.?$/i.test(hostname)) return LOOPBACK;
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const found = [
      ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 as const })) : []),
      ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 as const })) : []),
    ];
    if (found.length === 0 && v4.status === 'rejected') throw v4.reason;
    return found;
  };
}

/**
 * What the operator's network knows besides DNS: hosts files and search domains. Only for where it may be written to at
 * all; public names are in DNS.
 */
export const withLocalNames =
  (resolve: ResolveName): ResolveName =>
  async (hostname) => {
    try {
      return await resolve(hostname);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && NOT_IN_DNS.has(error.code))) throw error;
      return lookup(hostname, { all: true });
    }
  };

/**
 * Resolves a name while a connection is made, so that the addresses that were judged are those that are connected to,
 * whatever the name resolves to at other times. One private address among them refuses all.
 */
export function lookupWith(
  resolve: ResolveName,
  { publicOnly }: { readonly publicOnly: boolean },
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        if (publicOnly && addresses.some(({ address }) => isPrivateAddress(address))) {
          return callback(new PrivateDestinationError(hostname), [], 0);
        }
        if (options.all === true) return callback(null, [...addresses]);
        const [first] = addresses;
        if (first === undefined) return callback(new Error(`${hostname} has no address`), [], 0);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, [], 0),
    );
  };
}
