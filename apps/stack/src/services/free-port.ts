import { createServer } from 'node:net';
import { OperatorError } from '../operator-error.js';

/** A TCP port on 127.0.0.1 that nobody listened on a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('the system gave no port')),
      );
    });
  });
}

/**
 * Looks before the long way up whether a chosen port can be had.
 *
 * @throws OperatorError when somebody listens on it, or this user may not
 */
export function requireFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', ({ code }: NodeJS.ErrnoException) => {
      const why = code === 'EACCES' ? 'is not open to this user' : 'is taken';
      reject(new OperatorError(`Port ${port} ${why}. Choose another with PORT; PORT=0 takes any free one.`));
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
