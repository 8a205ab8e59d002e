import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Empties the logical database a Redis URL names. Spoken by hand, because no client belongs here:
 * the protocol's inline commands are one line each.
 *
 * @throws Error with whatever Redis objected to
 */
export async function flushRedis(url: string): Promise<void> {
  const { hostname, port, password, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port || 6379) });
  await once(socket, 'connect');
  const answers = async (command: string) => {
    socket.write(`${command}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString().startsWith('+OK')) throw new Error(`${command.split(' ')[0]}: ${answer}`);
  };
  try {
    if (password !== '') await answers(`AUTH ${decodeURIComponent(password)}`);
    await answers(`SELECT ${pathname.slice(1) || '0'}`);
    await answers('FLUSHDB');
  } finally {
    socket.destroy();
  }
}
