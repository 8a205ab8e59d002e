import path from 'node:path';
import type { TryLimits } from '@idem/domain';
import { z } from 'zod';
import { ConfigError, type ConfigIssue } from './config-error.js';
import { type Environment, environmentSchema } from './environment.js';

export type ObjectStoreConfig =
  | { readonly driver: 'file-system'; readonly directory: string }
  | {
      readonly driver: 's3';
      readonly endpoint: string;
      readonly region: string;
      readonly bucket: string;
      readonly accessKey: string;
      readonly secretKey: string;
    };

/** Everything a process may know about where it runs. Paths are absolute. */
export interface Config {
  readonly databaseUrl: string;
  /** `redis:`, `rediss:` or, for BullMQ's PostgreSQL backend, `postgres:`. */
  readonly queueUrl: string;
  readonly objectStore: ObjectStoreConfig;
  /** 32 bytes each. `current` wraps; all of them unwrap. */
  readonly masterKeys: { readonly current: Uint8Array; readonly previous: readonly Uint8Array[] };
  readonly host: string;
  readonly port: number;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly trustedProxies: readonly string[];
  /** Requests a second, but for `staticLink`: sessions a minute. 0 for no limit. */
  readonly rateLimits: {
    readonly live: number;
    readonly test: number;
    readonly endpoint: number;
    readonly files: number;
    readonly address: number;
    readonly staticLink: number;
  };
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly dataDir: string;
  readonly modelsDir: string;
  readonly modelOverrides: string | null;
  readonly optionalModels: readonly string[];
  /** The trust store's file, which need not exist. */
  readonly cscaStore: string;
  readonly cscaRevocation: Environment['CSCA_REVOCATION'];
  readonly livenessDefault: Environment['LIVENESS_DEFAULT'];
  readonly livenessOnPage: Environment['LIVENESS_ON_PAGE'];
  readonly challengeSeconds: number;
  /** Of sessions whose options name none. */
  readonly tries: TryLimits;
  readonly workerConcurrency: number;
  readonly checkDeadlineSeconds: number;
  /** 0 for none, here and in the next. */
  readonly faceDuplicatesDays: number;
  readonly documentDuplicatesDays: number;
  /** Of sessions whose options name none. */
  readonly duplicatesDefault: Environment['DUPLICATES_DEFAULT'];
  readonly webhookTimeoutMs: number;
  readonly webhookAllowPrivateNetworks: boolean;
  /** 0 for never. */
  readonly webhookDisableAfterDays: number;
  readonly maxUploadBytes: number;
  readonly maxImagePixels: number;
}

/** In DATA_DIR, where `npm run csca` puts it. */
const TRUST_STORE_FILE = 'trust-store.json';

type RawEnvironment = Readonly<Record<string, string | undefined>>;

const S3_VARIABLES = ['S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;

/**
 * Reads the environment. The default arguments in this file are the only places that touch `process.env`.
 * A variable set to nothing counts as not set, as compose files write it.
 *
 * @throws ConfigError naming everything that is wrong at once.
 */
export function readConfig(env: RawEnvironment = process.env): Config {
  const given = withoutEmpty(env);
  const parsed = environmentSchema.safeParse(given);
  const issues = [...(parsed.success ? [] : parsed.error.issues.map(toIssue)), ...objectStoreIssues(given)];
  if (!parsed.success || issues.length > 0) throw new ConfigError(issues);
  const read = parsed.data;
  return {
    databaseUrl: read.DATABASE_URL,
    queueUrl: read.REDIS_URL,
    objectStore: objectStore(read),
    masterKeys: {
      current: decode(read.IDEM_MASTER_KEY),
      previous: read.IDEM_MASTER_KEY_PREVIOUS.map(decode),
    },
    host: read.HOST,
    port: read.PORT,
    publicUrl: (read.PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/+$/, ''),
    trustedProxies: read.TRUSTED_PROXIES,
    rateLimits: {
      live: read.RATE_LIMIT_LIVE,
      test: read.RATE_LIMIT_TEST,
      endpoint: read.RATE_LIMIT_ENDPOINT,
      files: read.RATE_LIMIT_FILES,
      address: read.RATE_LIMIT_ADDRESS,
      staticLink: read.RATE_LIMIT_STATIC_LINK,
    },
    logLevel: read.LOG_LEVEL,
    dataDir: path.resolve(read.DATA_DIR),
    modelsDir: path.resolve(read.MODELS_DIR),
    modelOverrides: read.MODEL_OVERRIDES === undefined ? null : path.resolve(read.MODEL_OVERRIDES),
    optionalModels: read.OPTIONAL_MODELS,
    cscaStore: path.resolve(read.CSCA_STORE ?? path.join(read.DATA_DIR, TRUST_STORE_FILE)),
    cscaRevocation: read.CSCA_REVOCATION,
    livenessDefault: read.LIVENESS_DEFAULT,
    livenessOnPage: read.LIVENESS_ON_PAGE,
    challengeSeconds: read.SELFIE_CHALLENGE_SECONDS,
    tries: {
      session: read.TRIES_SESSION || null,
      reference: read.TRIES_REFERENCE || null,
      referenceHours: read.TRIES_REFERENCE_HOURS,
    },
    workerConcurrency: read.WORKER_CONCURRENCY,
    checkDeadlineSeconds: read.CHECK_DEADLINE_SECONDS,
    faceDuplicatesDays: read.FACE_DUPLICATES_DAYS,
    documentDuplicatesDays: read.DOCUMENT_DUPLICATES_DAYS,
    duplicatesDefault: read.DUPLICATES_DEFAULT,
    webhookTimeoutMs: read.WEBHOOK_TIMEOUT_MS,
    webhookAllowPrivateNetworks: read.WEBHOOK_ALLOW_PRIVATE_NETWORKS,
    webhookDisableAfterDays: read.WEBHOOK_DISABLE_AFTER_DAYS,
    maxUploadBytes: read.MAX_UPLOAD_BYTES,
    maxImagePixels: read.MAX_IMAGE_PIXELS,
  };
}

/**
 * The database alone, for tools that need nothing else.
 *
 * @throws ConfigError
 */
export function readDatabaseUrl(env: RawEnvironment = process.env): string {
  const parsed = environmentSchema.pick({ DATABASE_URL: true }).safeParse(withoutEmpty(env));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(toIssue));
  return parsed.data.DATABASE_URL;
}

function withoutEmpty(env: RawEnvironment): RawEnvironment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}

function toIssue(issue: z.core.$ZodIssue): ConfigIssue {
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return { variable: String(issue.path[0] ?? ''), problem: missing ? 'is required' : issue.message };
}

/** Exactly one driver, and an S3 driver with all it needs. Looks at the raw values so that it also speaks when others fail. */
function objectStoreIssues(given: RawEnvironment): ConfigIssue[] {
  const s3 = [given.S3_ENDPOINT, ...S3_VARIABLES.map((name) => given[name])].some(
    (value) => value !== undefined,
  );
  if (given.OBJECT_STORE_DIR !== undefined) {
    return s3
      ? [{ variable: 'OBJECT_STORE_DIR', problem: 'cannot be combined with S3_…: choose one object store' }]
      : [];
  }
  if (!s3) return [{ variable: 'OBJECT_STORE_DIR', problem: 'is required, unless S3_ENDPOINT is set' }];
  return (['S3_ENDPOINT', ...S3_VARIABLES] as const)
    .filter((name) => given[name] === undefined)
    .map((variable) => ({ variable, problem: 'is required with the other S3_… variables' }));
}

function objectStore(read: Environment): ObjectStoreConfig {
  if (read.OBJECT_STORE_DIR !== undefined) {
    return { driver: 'file-system', directory: path.resolve(read.OBJECT_STORE_DIR) };
  }
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY } = read;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY || !S3_SECRET_KEY) {
    throw new Error('an incomplete object store passed validation');
  }
  return {
    driver: 's3',
    endpoint: S3_ENDPOINT,
    region: read.S3_REGION,
    bucket: S3_BUCKET,
    accessKey: S3_ACCESS_KEY,
    secretKey: S3_SECRET_KEY,
  };
}

function decode(base64: string): Uint8Array {
  return Buffer.from(base64, 'base64');
}
