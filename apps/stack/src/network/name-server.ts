import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const PORT = 53;
const TYPE_A = 1;
const ANSWER = 0x8180;
/** 198.18.0.0/15 belongs to test benches (RFC 2544): no address in it is anybody's. */
const NOBODY = [198, 18, 1, 1];

/**
 * Answers every question for a name (RFC 1035) with an address of nobody, so that who asks goes on and shows where it
 * wants to, and hands the name on.
 */
export async function startNameServer(onQuestion: (name: string) => void): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (question, { address, port }) => {
    const read = readQuestion(question);
    if (read === null) return;
    onQuestion(read.name);
    socket.send(answerTo(question, read.end, read.type), port, address);
  });
  socket.bind(PORT, '127.0.0.1');
  await once(socket, 'listening');
  socket.unref();
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } | null {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at]; length !== undefined && length > 0; length = message[at]) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const end = at + 5;
  return message.length < end ? null : { name: labels.join('.'), type: message.readUInt16BE(at + 1), end };
}

function answerTo(question: Buffer, end: number, type: number): Buffer {
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(ANSWER, 2);
  head.writeUInt16BE(type === TYPE_A ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  // The name by reference, type A, class IN, nothing to remember, four bytes.
  return type === TYPE_A
    ? Buffer.concat([head, Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...NOBODY])])
    : head;
}
