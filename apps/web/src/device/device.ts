/** What the page takes from the browser beside its DOM, so that rules can be tried without one. */
export interface Device {
  readonly fetch: typeof fetch;
  /** Waits this many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Waits until the browser is connected again, but no longer than this many milliseconds. */
  readonly connected: (ms: number) => Promise<void>;
  /** A number in [0, 1), for jitter only. */
  readonly random: () => number;
  /** 43 characters of base64url that nobody can foresee. */
  readonly unforeseeable: () => string;
}
