import { effect } from '@preact/signals';
import type { SessionStore } from '../session/session-store.js';
import { type Kept, readKept } from './kept.js';

/** So that a reload asks neither for the kind of document nor for its back again. */
export function keepProgress({ note, progress }: Pick<SessionStore, 'note' | 'progress'>): void {
  const { documentType, backSent } = readKept(history.state);
  note({ documentType, backSent });
  const keep = () => {
    const { documentType, backSent } = progress.value;
    history.replaceState({ ...readKept(history.state), documentType, backSent } satisfies Kept, '');
  };
  effect(keep);
  // Back leads to an entry that knows less.
  addEventListener('popstate', keep);
}
