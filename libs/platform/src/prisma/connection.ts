import type { ClientConfig } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

/**
 * A connection URL as discrete fields, optionally for another database on the same server. With a
 * `connectionString` pg lets the string win over every other field, and a field such as `database`
 * could not be overridden.
 */
export function connectionFields(databaseUrl: string, database?: string): ClientConfig {
  const fields = parseIntoClientConfig(databaseUrl);
  return database === undefined ? fields : { ...fields, database };
}
