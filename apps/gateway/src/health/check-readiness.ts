import type { Deps } from '../deps.js';

/** Longest wait for one dependency: a probe that hangs is a failing one. */
const TIMEOUT_MS = 3000;

export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<'database' | 'queue' | 'object_store', 'ok' | 'failing'>>;
}

/** Whether everything a request may need can be reached. The reasons go to the log, not to the caller. */
export async function checkReadiness(
  deps: Pick<Deps, 'db' | 'store' | 'pingQueue' | 'log'>,
): Promise<Readiness> {
  const probe = async (name: string, attempt: () => Promise<unknown>): Promise<'ok' | 'failing'> => {
    try {
      await within(attempt());
      return 'ok';
    } catch (error) {
      deps.log.warn({ err: error, part: name }, 'not ready');
      return 'failing';
    }
  };
  const [database, queue, object_store] = await Promise.all([
    probe('database', () => deps.db.$queryRaw`SELECT 1`),
    probe('queue', () => deps.pingQueue()),
    probe('object_store', () => deps.store.check()),
  ]);
  const parts = { database, queue, object_store };
  return { ready: Object.values(parts).every((part) => part === 'ok'), parts };
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
