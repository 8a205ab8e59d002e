import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Ends the body of an upload that announces as many bytes as its own bytes have characters when they are written as
 * numbers with commas between them (`45,45,98,…`), once that much of it has come and its last boundary with it. So
 * counts stripe-node 20.1.0 (its issue 2538), some 3.6 times too many, and would else wait until it gives up. Of any
 * other body that is shorter than announced nobody knows whether it is whole.
 *
 * To be called before the body is read, in the same turn of the event loop.
 */
export function endMiscounted({ raw }: FastifyRequest, reply: FastifyReply): void {
  const announced = Number(raw.headers['content-length']);
  if (!(announced > 0)) return;
  let written = -1;
  let tail = Buffer.alloc(0);
  const count = (chunk: Buffer): void => {
    for (const byte of chunk) written += LENGTH_WITH_COMMA[byte]!;
    tail = Buffer.concat([tail, chunk]).subarray(-LAST_BOUNDARY_BYTES);
    if (written < announced) return;
    raw.off('data', count);
    if (written > announced || !/--\r\n$/.test(tail.toString('latin1'))) return;
    // The connection still waits for what was announced, and serves nobody else.
    reply.header('connection', 'close');
    // An incomplete request that ends is one that was broken off: Node would close the connection without an answer.
    raw.complete = true;
    raw.push(null);
  };
  raw.on('data', count);
}

/** Characters of each byte as a decimal number, and of one comma. */
const LENGTH_WITH_COMMA = Uint8Array.from({ length: 256 }, (_, byte) => String(byte).length + 1);

const LAST_BOUNDARY_BYTES = 4;

/** How many times its bytes such a client announces at most. */
const MISCOUNT = 4;
const MISCOUNTS = /\bNodeBindings\/20\.1\./;

/** The most bytes that a body can have whose client announces so many. */
export function announcedBytes({ headers }: FastifyRequest): number {
  const announced = Number(headers['content-length'] ?? 0);
  return MISCOUNTS.test(headers['user-agent'] ?? '') ? announced / MISCOUNT : announced;
}
