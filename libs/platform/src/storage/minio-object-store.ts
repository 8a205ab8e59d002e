import { Client } from 'minio';
import type { ObjectStoreConfig } from '../config/read-config.js';
import { assertObjectKey, ObjectNotFoundError, type ObjectStore, ObjectStoreError } from './object-store.js';

type S3Config = Extract<ObjectStoreConfig, { driver: 's3' }>;

/** Answers with which S3 says that an object is not there: to GET, and to HEAD, whose answer has no body. */
const NOT_FOUND = new Set(['NoSuchKey', 'NotFound']);
/** A bucket that another process made a moment earlier is as good as our own. */
const ALREADY_THERE = new Set(['BucketAlreadyOwnedByYou', 'BucketAlreadyExists']);

/** Objects in a bucket of an S3-compatible store such as MinIO. */
export class MinioObjectStore implements ObjectStore {
  private readonly client: Client;
  private readonly bucket: string;
  private readonly region: string;
  private readonly place: string;

  constructor(config: S3Config) {
    const endpoint = new URL(config.endpoint);
    this.bucket = config.bucket;
    this.region = config.region;
    this.place = `${endpoint.origin}/${config.bucket}`;
    this.client = new Client({
      endPoint: endpoint.hostname,
      useSSL: endpoint.protocol === 'https:',
      ...(endpoint.port !== '' && { port: Number(endpoint.port) }),
      region: config.region,
      accessKey: config.accessKey,
      secretKey: config.secretKey,
      pathStyle: true,
      // Callers retry whole jobs and requests; a store that is down must not hold them for long.
      retryOptions: { maximumRetryCount: 2, baseDelayMs: 100, maximumDelayMs: 500 },
    });
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    assertObjectKey(key);
    const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    await this.attempt(() => this.client.putObject(this.bucket, key, body, body.length));
  }

  async get(key: string): Promise<Uint8Array> {
    assertObjectKey(key);
    return this.attempt(async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await this.client.getObject(this.bucket, key))
        chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks);
    }, key);
  }

  async delete(key: string): Promise<void> {
    assertObjectKey(key);
    await this.attempt(() => this.client.removeObject(this.bucket, key));
  }

  async exists(key: string): Promise<boolean> {
    assertObjectKey(key);
    try {
      await this.attempt(() => this.client.statObject(this.bucket, key), key);
      return true;
    } catch (error) {
      if (error instanceof ObjectNotFoundError) return false;
      throw error;
    }
  }

  async check(): Promise<void> {
    await this.attempt(async () => {
      if (await this.client.bucketExists(this.bucket)) return;
      await this.client.makeBucket(this.bucket, this.region).catch((error: unknown) => {
        if (!ALREADY_THERE.has(codeOf(error))) throw error;
      });
    });
  }

  private async attempt<T>(request: () => Promise<T>, key?: string): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (key !== undefined && NOT_FOUND.has(codeOf(error))) throw new ObjectNotFoundError(key);
      const problem = error instanceof Error && error.message !== '' ? error.message : codeOf(error);
      throw new ObjectStoreError(this.place, problem || 'no answer', error);
    }
  }
}

/** S3's error code, or the socket's (`ECONNREFUSED` …). */
function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}
