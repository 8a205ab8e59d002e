import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTestServices } from '../config/read-test-services.js';
import { FileSystemObjectStore } from './file-system-object-store.js';
import { MinioObjectStore } from './minio-object-store.js';
import { assertObjectKey, ObjectNotFoundError, type ObjectStore, ObjectStoreError } from './object-store.js';
import { openObjectStore } from './open-object-store.js';

const root = mkdtempSync(path.join(tmpdir(), 'idem-objects-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const drivers: Array<[string, () => ObjectStore]> = [
  ['file system', () => new FileSystemObjectStore(path.join(root, 'contract'))],
];
const { s3 } = readTestServices();
if (s3) {
  const bucket = `idem-test-${randomBytes(4).toString('hex')}`;
  drivers.push(['MinIO', () => new MinioObjectStore({ driver: 's3', bucket, ...s3 })]);
}
process.stdout.write(`object store drivers under test: ${drivers.map(([name]) => name).join(', ')}\n`);

describe.each(drivers)('%s', (_name, create) => {
  const store = create();
  const fresh = () => `files/${randomBytes(8).toString('hex')}`;
  beforeAll(() => store.check());

  test('gives back what was put', async () => {
    for (const bytes of [new Uint8Array(0), Uint8Array.of(0, 255, 10, 13), randomBytes(3_000_000)]) {
      const key = fresh();
      await store.put(key, bytes);
      expect(Buffer.compare(await store.get(key), bytes)).toBe(0);
    }
  });

  test('stores a view without its surroundings', async () => {
    const key = fresh();
    await store.put(key, Uint8Array.of(1, 2, 3, 4, 5).subarray(1, 3));
    expect([...(await store.get(key))]).toEqual([2, 3]);
  });

  test('a later put replaces', async () => {
    const key = fresh();
    await store.put(key, Buffer.from('longer than the next'));
    await store.put(key, Buffer.from('next'));
    expect(Buffer.from(await store.get(key)).toString()).toBe('next');
  });

  test('a missing object is told apart from a fault', async () => {
    const key = fresh();
    await expect(store.get(key)).rejects.toThrow(ObjectNotFoundError);
    expect(await store.exists(key)).toBe(false);
  });

  test('delete removes, and may be repeated', async () => {
    const key = fresh();
    await store.put(key, Buffer.of(1));
    expect(await store.exists(key)).toBe(true);
    await store.delete(key);
    await store.delete(key);
    expect(await store.exists(key)).toBe(false);
    await expect(store.get(key)).rejects.toThrow(ObjectNotFoundError);
  });

  test('a key may be the beginning of another', async () => {
    const key = fresh();
    await store.put(key, Buffer.from('parent'));
    await store.put(`${key}/child`, Buffer.from('child'));
    expect(Buffer.from(await store.get(key)).toString()).toBe('parent');
    expect(Buffer.from(await store.get(`${key}/child`)).toString()).toBe('child');
  });

  test.each([
    '',
    '/',
    '../etc/passwd',
    'a/../b',
    'a//b',
    '/a',
    'a/',
    'a.b',
    'a\\b',
    'a\0b',
    'ä',
    'a'.repeat(201),
  ])('refuses the key %j', async (key) => {
    await expect(store.put(key, Buffer.of(1))).rejects.toThrow(RangeError);
    await expect(store.get(key)).rejects.toThrow(RangeError);
    await expect(store.delete(key)).rejects.toThrow(RangeError);
    await expect(store.exists(key)).rejects.toThrow(RangeError);
  });

  test('concurrent puts leave one of them whole', async () => {
    const key = fresh();
    const versions = Array.from({ length: 8 }, (_, i) => Buffer.alloc(50_000, i));
    await Promise.all(versions.map((bytes) => store.put(key, bytes)));
    const winner = Buffer.from(await store.get(key));
    expect(versions.some((bytes) => bytes.equals(winner))).toBe(true);
  });

  test('check may be repeated', () => store.check());
});

describe('file system', () => {
  test('files are private, and nothing is left beside them', async () => {
    const directory = path.join(root, 'private');
    await new FileSystemObjectStore(directory).put('files/a', Buffer.of(1));
    expect(await readdir(path.join(directory, 'files'))).toEqual(['a.sealed']);
    expect((await stat(path.join(directory, 'files/a.sealed'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(directory, 'files'))).mode & 0o777).toBe(0o700);
  });

  test('no accepted key leaves the directory', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', 'a', '-', '\\', '\0', '~') }), (key) => {
        try {
          assertObjectKey(key);
        } catch {
          return;
        }
        expect(path.resolve('/objects', key).startsWith('/objects/')).toBe(true);
      }),
    );
  });

  test('a place that is no directory is refused with its name', async () => {
    const place = path.join(root, 'a-file');
    await writeFile(place, '');
    await expect(openObjectStore({ driver: 'file-system', directory: place })).rejects.toThrow(place);
  });

  test('a failed put leaves nothing behind', async () => {
    const directory = path.join(root, 'blocked');
    await mkdir(path.join(directory, 'files/a.sealed'), { recursive: true });
    await expect(new FileSystemObjectStore(directory).put('files/a', Buffer.of(1))).rejects.toThrow();
    expect(await readdir(path.join(directory, 'files'))).toEqual(['a.sealed']);
  });
});

if (s3) {
  test('a store that refuses the login is named, and the secret is not', async () => {
    const refused = openObjectStore({
      driver: 's3',
      bucket: 'idem-test',
      ...s3,
      secretKey: 'hunter2hunter2',
    });
    await expect(refused).rejects.toThrow(ObjectStoreError);
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });
}

test('an S3 store that does not answer is refused by name, without the secret', async () => {
  const refused = openObjectStore({
    driver: 's3',
    endpoint: 'http://127.0.0.1:1',
    region: 'us-east-1',
    bucket: 'idem',
    accessKey: 'idem',
    secretKey: 'hunter2hunter2',
  });
  await expect(refused).rejects.toThrow(ObjectStoreError);
  await expect(refused).rejects.toThrow(/127\.0\.0\.1:1\/idem/);
  await expect(refused).rejects.not.toThrow(/hunter2/);
});
