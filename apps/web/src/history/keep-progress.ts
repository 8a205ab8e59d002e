import { effect } from '@preact/signals';
import type { SessionStore } from '../session/session-store.js';
import { type Kept, readKept } from './kept.js';

/** So that a reload asks neither for the kind of document nor for its back again, nor tells an old failure anew. */
export function keepProgress({ note, progress }: Pick<SessionStore, 'note' | 'progress'>): void {
  const { inner: _, ...known } = readKept(history.state);
  note(known);
  const keep = () => {
    const { documentType, backSent, failureSeen } = progress.value;
    const known = { documentType, backSent, failureSeen };
    history.replaceState({ ...readKept(history.state), ...known } satisfies Kept, '');
  };
  effect(keep);
  // Back leads to an entry that knows less.
  addEventListener('popstate', keep);
}
