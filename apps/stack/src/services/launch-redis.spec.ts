import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { provideQueue } from './redis.js';

const cacheDir = fileURLToPath(new URL('../../../../.local/programs', import.meta.url));

test('the queue keeps what it acknowledged, evicts nothing and wants its password', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'idem-redis-'));
  const options = {
    env: process.env,
    dataDir,
    password: 'secret word',
    cacheDir,
    databaseUrl: 'postgresql://idem@127.0.0.1/idem',
  };
  const service = await provideQueue(undefined, options);
  if (service.url === options.databaseUrl) {
    // Without any Redis in reach the queue is PostgreSQL, which other tests cover.
    expect(service.description).toContain('PostgreSQL as the queue');
    return;
  }
  const client = new Redis(service.url);
  expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
  expect(await client.config('GET', 'appendfsync')).toEqual(['appendfsync', 'everysec']);
  expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
  await client.set('word', 'kept');
  client.disconnect();

  const stranger = new Redis(service.url.replace(/:[^:@/]*@/, ':guess@'), { retryStrategy: () => null });
  stranger.on('error', () => {});
  await expect(stranger.get('word')).rejects.toThrow(/WRONGPASS|NOAUTH/);
  stranger.disconnect();

  await service.stop();
  const again = await provideQueue(undefined, options);
  const reader = new Redis(again.url);
  expect(await reader.get('word')).toBe('kept');

  const killed = again.pid;
  if (killed === undefined) throw new Error('our own Redis has a process');
  reader.on('error', () => {});
  const back = new Promise<void>((resolve) => reader.once('ready', () => resolve()));
  process.kill(killed, 'SIGKILL');
  await back;
  expect(again.pid).not.toBe(killed);
  expect(await reader.get('word')).toBe('kept');
  reader.disconnect();
  await again.stop();
  rmSync(dataDir, { recursive: true });
}, 90_000);
