import { ConfigError } from './config-error.js';

/** The real services that integration tests run against. */
export interface TestServices {
  readonly databaseUrl: string;
  readonly queueUrl: string;
  /** An S3-compatible server, when the surroundings offer one. */
  readonly s3: {
    readonly endpoint: string;
    readonly region: string;
    readonly accessKey: string;
    readonly secretKey: string;
  } | null;
}

/**
 * Reads where the services are. Integration tests fail when they are missing; they never skip.
 *
 * @throws ConfigError
 */
export function readTestServices(
  env: Readonly<Record<string, string | undefined>> = process.env,
): TestServices {
  const missing = (['DATABASE_URL', 'REDIS_URL'] as const).filter((name) => !env[name]);
  if (missing.length > 0) {
    const problem = 'is required by integration tests; "npm test" starts the services and sets it';
    throw new ConfigError(missing.map((variable) => ({ variable, problem })));
  }
  return {
    databaseUrl: String(env.DATABASE_URL),
    queueUrl: String(env.REDIS_URL),
    s3: env.S3_ENDPOINT
      ? {
          endpoint: env.S3_ENDPOINT,
          region: env.S3_REGION || 'us-east-1',
          accessKey: env.S3_ACCESS_KEY ?? '',
          secretKey: env.S3_SECRET_KEY ?? '',
        }
      : null,
  };
}
