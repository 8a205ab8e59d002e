import { connect, type Socket } from 'node:net';

/** A connection on which every byte is ours. */
export interface RawSocket {
  readonly socket: Socket;
  /** What was answered so far. */
  readonly text: () => string;
  write(bytes: string | Uint8Array): void;
  /** Resolves with all that was answered once `holds` is true of it. */
  until(holds: (text: string) => boolean, patienceMs?: number): Promise<string>;
  /** Resolves with all that was answered once the other side has ended the connection. */
  closed(patienceMs?: number): Promise<string>;
}

/** @param origin of the server: `http://127.0.0.1:3000` */
export async function openRawSocket(origin: string): Promise<RawSocket> {
  const { hostname, port } = new URL(origin);
  let answered = '';
  let isClosed = false;
  const socket = connect(Number(port), hostname.replaceAll(/[[\]]/g, ''));
  socket.on('data', (chunk: Buffer) => {
    answered += chunk.toString('latin1');
  });
  socket.on('close', () => {
    isClosed = true;
  });
  // A reset after the answer says as much as an end.
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const until = async (holds: (text: string) => boolean, patienceMs = 10_000): Promise<string> => {
    const end = performance.now() + patienceMs;
    while (!holds(answered)) {
      if (performance.now() > end) throw new Error(`not answered in time; so far: ${answered.slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return answered;
  };
  return {
    socket,
    text: () => answered,
    write: (bytes) => void socket.write(bytes),
    until,
    closed: (patienceMs) => until(() => isClosed, patienceMs),
  };
}
