import { randomBytes } from 'node:crypto';
import { readTestServices } from '../config/read-test-services.js';

/** An address on the test runner's queue server under which no job lies and nobody else listens. */
export function freshQueueUrl(server: string = readTestServices().queueUrl): string {
  const url = new URL(server);
  url.searchParams.set('prefix', `test_${randomBytes(6).toString('hex')}`);
  return url.href;
}
