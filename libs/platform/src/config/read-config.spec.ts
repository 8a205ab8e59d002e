import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigError } from './config-error.js';
import { documentedVariables } from './environment.js';
import { readConfig } from './read-config.js';

const MINIMAL = {
  DATABASE_URL: 'postgresql://idem:hunter2@db.example:5432/idem',
  REDIS_URL: 'redis://:hunter2@queue.example:6379',
  OBJECT_STORE_DIR: '/var/lib/idem/objects',
  IDEM_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const S3 = {
  S3_ENDPOINT: 'http://minio:9000',
  S3_BUCKET: 'idem',
  S3_ACCESS_KEY: 'idem',
  S3_SECRET_KEY: 'hunter2hunter2',
};
const { OBJECT_STORE_DIR: _, ...WITHOUT_STORE } = MINIMAL;

function refusal(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('readConfig', () => {
  test('finds the trust store in DATA_DIR, unless it is named', () => {
    expect(readConfig({ ...MINIMAL, DATA_DIR: '/data' }).cscaStore).toBe('/data/trust-store.json');
    expect(readConfig({ ...MINIMAL, DATA_DIR: '/data', CSCA_STORE: '/trust/a.json' }).cscaStore).toBe(
      '/trust/a.json',
    );
    expect(refusal({ ...MINIMAL, CSCA_REVOCATION: 'never' }).message).toContain('CSCA_REVOCATION');
  });

  test('fills in the rest from a minimal environment', () => {
    expect(readConfig(MINIMAL)).toMatchObject({
      databaseUrl: MINIMAL.DATABASE_URL,
      queueUrl: MINIMAL.REDIS_URL,
      objectStore: { driver: 'file-system', directory: '/var/lib/idem/objects' },
      masterKeys: { current: Buffer.alloc(32, 7), previous: [] },
      port: 3000,
      publicUrl: 'http://localhost:3000',
      modelOverrides: null,
      optionalModels: [],
      cscaStore: path.resolve('.local/trust-store.json'),
      cscaRevocation: 'when_loaded',
      checkDeadlineSeconds: 900,
      faceDuplicatesDays: 365,
      documentDuplicatesDays: 365,
      duplicatesDefault: 'tell',
      webhookTimeoutMs: 10_000,
      webhookAllowPrivateNetworks: false,
      maxUploadBytes: 10_000_000,
    });
  });

  test('reads a full environment', () => {
    const config = readConfig({
      ...WITHOUT_STORE,
      ...S3,
      IDEM_MASTER_KEY_PREVIOUS: `${Buffer.alloc(32, 1).toString('base64')}, ${Buffer.alloc(32, 2).toString('base64')}`,
      PUBLIC_URL: 'https://id.example/',
      OPTIONAL_MODELS: 'a, b,',
      WEBHOOK_ALLOW_PRIVATE_NETWORKS: 'true',
      PORT: '0',
      MODEL_OVERRIDES: 'overrides.json',
    });
    expect(config.objectStore).toEqual({
      driver: 's3',
      endpoint: 'http://minio:9000',
      region: 'us-east-1',
      bucket: 'idem',
      accessKey: 'idem',
      secretKey: 'hunter2hunter2',
    });
    expect(config.masterKeys.previous).toEqual([Buffer.alloc(32, 1), Buffer.alloc(32, 2)]);
    expect(config.publicUrl).toBe('https://id.example');
    expect(config.optionalModels).toEqual(['a', 'b']);
    expect(config.webhookAllowPrivateNetworks).toBe(true);
    expect(config.port).toBe(0);
    expect(config.modelOverrides).toMatch(/\/overrides\.json$/);
  });

  test('an empty variable counts as not set', () => {
    expect(readConfig({ ...MINIMAL, S3_ENDPOINT: '', PORT: '', IDEM_MASTER_KEY_PREVIOUS: '' }).port).toBe(
      3000,
    );
  });

  test('names everything that is wrong at once, and no values', () => {
    const error = refusal({
      DATABASE_URL: 'mysql://root:hunter2@h/db',
      IDEM_MASTER_KEY: 'hunter2',
      PORT: 'http',
      LOG_LEVEL: 'loud',
      WEBHOOK_ALLOW_PRIVATE_NETWORKS: 'perhaps',
    });
    expect(error.issues.map((issue) => issue.variable).sort()).toEqual([
      'DATABASE_URL',
      'IDEM_MASTER_KEY',
      'LOG_LEVEL',
      'OBJECT_STORE_DIR',
      'PORT',
      'REDIS_URL',
      'WEBHOOK_ALLOW_PRIVATE_NETWORKS',
    ]);
    expect(error.message).toMatch(/REDIS_URL\s+is required/);
    expect(error.message).not.toContain('hunter2');
  });

  test.each([
    [
      'a retired key that is no key',
      { ...MINIMAL, IDEM_MASTER_KEY_PREVIOUS: 'abc' },
      ['IDEM_MASTER_KEY_PREVIOUS'],
    ],
    ['both object stores', { ...MINIMAL, ...S3 }, ['OBJECT_STORE_DIR']],
    [
      'a lone S3 variable',
      { ...WITHOUT_STORE, S3_BUCKET: 'b' },
      ['S3_ENDPOINT', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
    ],
    ['a fractional number', { ...MINIMAL, WORKER_CONCURRENCY: '1.5' }, ['WORKER_CONCURRENCY']],
    ['a number out of range', { ...MINIMAL, PORT: '65536' }, ['PORT']],
  ])('refuses %s', (_name, env, variables) => {
    expect(refusal(env).issues.map((issue) => issue.variable)).toEqual(variables);
  });
});

test('every variable is documented', () => {
  for (const { name, description } of documentedVariables())
    expect([name, description.length > 10]).toEqual([name, true]);
  const required = documentedVariables().filter((variable) => variable.required);
  expect(required.map((variable) => variable.name)).toEqual(['DATABASE_URL', 'REDIS_URL', 'IDEM_MASTER_KEY']);
});
