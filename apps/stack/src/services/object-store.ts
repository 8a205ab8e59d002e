import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { requireReachable } from './require-reachable.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where encrypted images lie, as environment variables for the apps. */
export interface ObjectStore {
  readonly env: Readonly<Record<string, string>>;
  /** For people. */
  readonly description: string;
}

/**
 * The object store: the configured S3, else a directory.
 * @throws OperatorError when the configured one does not answer
 */
export async function provideObjectStore(env: Environment, dataDir: string): Promise<ObjectStore> {
  if (env.S3_ENDPOINT) {
    await requireReachable('S3_ENDPOINT', env.S3_ENDPOINT);
    return { env: {}, description: `S3 at ${new URL(env.S3_ENDPOINT).host}, yours` };
  }
  const directory = path.resolve(env.OBJECT_STORE_DIR || path.join(dataDir, 'objects'));
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return { env: { OBJECT_STORE_DIR: directory }, description: 'files in a directory' };
}
