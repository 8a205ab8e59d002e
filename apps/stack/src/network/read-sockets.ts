/** A socket with a far end, of /proc/net/{tcp,udp}{,6}. */
export interface RemoteSocket {
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

/**
 * The sockets of a table that have a far end, listening and unconnected ones left out.
 *
 * Layout: proc_pid_net(5). Addresses are hexadecimal words of 32 bits in the machine's byte order, little-endian on
 * every machine that Node supports but s390x.
 */
export function readSockets(table: string): readonly RemoteSocket[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line): RemoteSocket[] => {
      const fields = line.trim().split(/\s+/);
      const [hex = '', port = ''] = (fields[2] ?? '').split(':');
      const inode = fields[9];
      if (inode === undefined || /^0*$/.test(hex)) return [];
      return [{ address: addressOf(hex), port: Number.parseInt(port, 16), inode }];
    });
}

function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex')].reverse());
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (mapped) return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  );
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** This machine itself: 127.0.0.0/8, ::1, a path of a local socket, and names that mean them by RFC 6761. */
export function isLoopback(host: string): boolean {
  return (
    /^127(\.\d{1,3}){3}$/.test(host) ||
    /^::ffff:127(\.\d{1,3}){3}$/.test(host) ||
    host === '::1' ||
    host === '0.0.0.0' ||
    host === '::' ||
    host.startsWith('/') ||
    /(^|\.)localhost\.?$/.test(host)
  );
}
