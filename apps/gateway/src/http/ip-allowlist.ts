import { BlockList, isIP } from 'node:net';

/** An address, or a range in CIDR notation: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Whether all addresses of a range lie in one of the others. */
export function isWithin(outer: readonly string[], range: string): boolean {
  const [address = '', bits] = range.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  return outer.some((candidate) => {
    const [base = '', outerBits = String(most)] = candidate.split('/');
    return (
      isIP(base) === family && Number(outerBits) <= Number(bits ?? most) && isAllowed([candidate], address)
    );
  });
}

/**
 * Whether an address lies in one of the ranges. An IPv4 address in IPv6 notation (`::ffff:203.0.113.7`), as a socket
 * that takes both reports it, counts as what it is.
 */
export function isAllowed(ranges: readonly string[], ip: string): boolean {
  const family = isIP(ip);
  if (family === 0) return false;
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const version = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, version);
    else list.addSubnet(address, Number(bits), version);
  }
  return list.check(ip, family === 4 ? 'ipv4' : 'ipv6');
}
