import { forgetNumbersBefore } from '@idem/platform/identity/number-vault';
import type { Deps } from '../deps.js';

const DAY_MS = 86_400_000;

/** Forgets numbers of documents that have been remembered long enough: all of them once it is switched off. */
export const forgetNumbers = ({ db, clock, settings }: Deps): Promise<number> =>
  forgetNumbersBefore(db, new Date(clock.now().getTime() - settings.documentDuplicatesDays * DAY_MS));
