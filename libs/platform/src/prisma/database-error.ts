/** PostgreSQL cannot be used. Names the server and never the credentials. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';

  constructor(
    /** `host:port/database` */
    readonly server: string,
    problem: string,
    cause: unknown,
  ) {
    super(`PostgreSQL at ${server}: ${problem}`, { cause });
  }
}

/** `host:port/database` of a connection URL, fit for logs. */
export function describeDatabase(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return `${url.hostname || 'localhost'}:${url.port || '5432'}${decodeURIComponent(url.pathname)}`;
}

/** What went wrong, in the driver's words. A refused connection hides its reason inside an AggregateError. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message.trim() || error.name : String(error);
}
