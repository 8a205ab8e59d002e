import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

/** A real name server for tests: answers A queries, and knows no other record. */
export interface DnsServer {
  /** `127.0.0.1:…` */
  readonly address: string;
  /** Names that were asked for, A queries only. */
  readonly asked: string[];
  /** IPv4 addresses of a name at this moment; null for keeping silent, none for "no such name". */
  answer: (name: string) => readonly string[] | null;
  stop(): Promise<void>;
}

const HEADER = 12;
const TYPE_A = 1;
/** Response, recursion desired and available (RFC 1035, 4.1.1). */
const ANSWERED = 0x8180;
const NO_SUCH_NAME = 3;

export async function startDnsServer(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const server: DnsServer = {
    get address() {
      return `127.0.0.1:${(socket.address() as AddressInfo).port}`;
    },
    asked: [],
    answer: () => [],
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  socket.on('message', (query, from) => {
    const { name, end } = readName(query);
    const isA = query.readUInt16BE(end) === TYPE_A;
    if (isA) server.asked.push(name);
    const addresses = server.answer(name);
    if (addresses === null) return;
    const found = isA ? addresses : [];
    const header = Buffer.from(query.subarray(0, HEADER));
    header.writeUInt16BE(ANSWERED | (addresses.length === 0 ? NO_SUCH_NAME : 0), 2);
    header.writeUInt16BE(found.length, 6);
    header.writeUInt32BE(0, 8);
    socket.send(
      Buffer.concat([header, query.subarray(HEADER, end + 4), ...found.map(recordOf)]),
      from.port,
      from.address,
    );
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return server;
}

function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = query[at] ?? 0; length !== 0; length = query[at] ?? 0) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** An A record of the name that was asked for, not to be kept (RFC 1035, 4.1.3). */
const recordOf = (address: string): Buffer =>
  Buffer.from([0xc0, HEADER, 0, TYPE_A, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
