import { forgetOldTries } from '@idem/platform/tries/forget-tries';
import type { Deps } from '../deps.js';

/** Forgets to which reference tries counted, a week later. */
export const forgetTries = ({ db, clock }: Deps): Promise<number> => forgetOldTries(db, clock.now());
