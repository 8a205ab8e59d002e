import type { ObjectStoreConfig } from '../config/read-config.js';
import { FileSystemObjectStore } from './file-system-object-store.js';
import { MinioObjectStore } from './minio-object-store.js';
import type { ObjectStore } from './object-store.js';

/**
 * The configured store, proven usable.
 *
 * @throws ObjectStoreError when it is not.
 */
export async function openObjectStore(config: ObjectStoreConfig): Promise<ObjectStore> {
  const store =
    config.driver === 's3' ? new MinioObjectStore(config) : new FileSystemObjectStore(config.directory);
  await store.check();
  return store;
}
