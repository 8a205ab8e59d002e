/** Something the processes connect to, started by us or merely found. */
export interface Service {
  readonly url: string;
  /** For people: what it is and where it came from. */
  readonly description: string;
  /** Of the process we started; absent when it is somebody else's. */
  readonly pid?: number | undefined;
  /** Ends what we started; does nothing to what was there before. */
  stop(): Promise<void>;
}

/** A service that somebody else runs. */
export function foreignService(url: string, description: string): Service {
  return { url, description, stop: async () => {} };
}
