import { forbidden } from '@idem/contracts';
import type { Caller } from '../http/caller.js';

/**
 * Keeps a second device to its pictures: what is decided is decided where the link was opened.
 *
 * @throws {ApiError} 403
 */
export function assertPerson(caller: Caller): void {
  if (caller.kind !== 'client' || caller.scope === 'person') return;
  throw forbidden(
    'This device can take pictures and nothing else. Go on where the verification was opened.',
    'handoff_captures_only',
  );
}
