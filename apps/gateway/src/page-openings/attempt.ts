import type { SessionRow } from '../sessions/find-session.js';

/** A browser that comes with a link. */
export interface Attempt {
  readonly linkHash: Uint8Array<ArrayBuffer>;
  readonly browserHash: Uint8Array<ArrayBuffer>;
  /** Locked. */
  readonly session: SessionRow;
}
