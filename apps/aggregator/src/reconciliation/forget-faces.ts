import { forgetFacesBefore } from '@idem/platform/faces/face-vault';
import type { Deps } from '../deps.js';

const DAY_MS = 86_400_000;

/** Forgets faces that have been remembered long enough: all of them once remembering is switched off. */
export const forgetFaces = ({ db, clock, settings }: Deps): Promise<number> =>
  forgetFacesBefore(db, new Date(clock.now().getTime() - settings.faceDuplicatesDays * DAY_MS));
