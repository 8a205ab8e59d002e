import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { OperatorError } from '../operator-error.js';
import { freePort } from './free-port.js';
import { provideQueue } from './redis.js';
import { startServices } from './start-services.js';

const secrets = { master_key: '', postgres_password: 'unused', redis_password: 'unused' };
const start = (env: Record<string, string>) =>
  startServices({ root: '/nonexistent', dataDir: '/tmp', env, secrets, durable: false });

describe('a configured service that does not answer stops the start', () => {
  test.each([
    ['DATABASE_URL', (port: number) => `postgresql://idem:hunter2@127.0.0.1:${port}/idem`],
    ['S3_ENDPOINT', (port: number) => `http://127.0.0.1:${port}`],
  ])('%s', async (variable, url) => {
    const port = await freePort();
    const refusal: unknown = await start({ OBJECT_STORE_DIR: '/tmp', [variable]: url(port) }).catch(
      (it) => it,
    );
    expect(refusal).toBeInstanceOf(OperatorError);
    expect(String(refusal)).toContain(`${variable} is set, but nothing usable answers at 127.0.0.1:${port}`);
    expect(String(refusal)).not.toContain('hunter2');
  });

  test('REDIS_URL, where something answers that is no Redis', async () => {
    const stranger = createServer((socket) => {
      socket.on('error', () => {}).resume();
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    const port = await new Promise<number>((resolve) => {
      stranger.listen(0, '127.0.0.1', () => resolve((stranger.address() as { port: number }).port));
    });
    const refusal: unknown = await provideQueue(`redis://:hunter2@127.0.0.1:${port}`, {
      env: {},
      dataDir: '/nonexistent',
      password: '',
      cacheDir: '/nonexistent',
      databaseUrl: '',
    }).catch((it) => it);
    expect(refusal).toBeInstanceOf(OperatorError);
    expect(String(refusal)).toContain(`127.0.0.1:${port}`);
    expect(String(refusal)).not.toContain('hunter2');
    await new Promise((resolve) => stranger.close(resolve));
  });
});
