import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { provideSecrets } from './secrets.js';

test('secrets are drawn once, kept, and readable for their owner only', () => {
  const [one, other] = [0, 1].map(() => mkdtempSync(path.join(tmpdir(), 'idem-secrets-'))) as [
    string,
    string,
  ];
  const drawn = provideSecrets(one);
  expect(provideSecrets(one)).toEqual(drawn);
  expect(provideSecrets(other)).not.toEqual(drawn);
  expect(Buffer.from(drawn.master_key, 'base64')).toHaveLength(32);
  expect(statSync(path.join(one, 'secrets.json')).mode & 0o777).toBe(0o600);
  for (const dataDir of [one, other]) rmSync(dataDir, { recursive: true });
});
