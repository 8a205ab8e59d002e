import { forgetOldPictures } from '@idem/platform/pictures/forget-pictures';
import type { Deps } from '../deps.js';

/** Forgets pictures that have been remembered long enough. */
export const forgetPictures = (deps: Deps): Promise<number> => forgetOldPictures(deps.db, deps.clock.now());
