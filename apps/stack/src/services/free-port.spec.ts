import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort, requireFreePort } from './free-port.js';

test('a port that somebody listens on is refused by its number', async () => {
  const port = await freePort();
  await requireFreePort(port);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  await expect(requireFreePort(port)).rejects.toThrow(`Port ${port} is taken`);
  server.close();
});
