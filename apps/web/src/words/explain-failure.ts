import type { ErrorCode } from '@idem/domain';
import { nameReason } from './name-reason.js';
import { say, spoken } from './words.js';

/** A reason of the checks in the page's language: in English as they gave it, which says most. Null for one not known. */
export function explainReason(reason: string): string | null {
  if (spoken() === 'en' && reason !== '') return reason;
  const id = nameReason(reason);
  return id === null ? null : say(id);
}

/** Why the person was not verified and what they can do: by the reason, or where that is not known by the code. */
export const explainFailure = (error: { readonly code: ErrorCode; readonly reason: string }): string =>
  (nameReason(error.reason) === null ? null : explainReason(error.reason)) ?? say(`error.${error.code}`);
