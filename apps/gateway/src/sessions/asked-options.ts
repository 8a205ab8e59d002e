import { type SessionOptions, withLiveness } from '@idem/domain';
import type { Deps } from '../deps.js';
import type { SessionRow } from './find-session.js';

/**
 * What a session asks for, with the liveness policy where a selfie is asked for and the options name none: that of the
 * person's page, which can lead through a challenge, or that of clients of the integrator's own.
 */
export const askedOptions = (
  { settings }: Pick<Deps, 'settings'>,
  { options, openedByPage }: Pick<SessionRow, 'options' | 'openedByPage'>,
): SessionOptions =>
  withLiveness(options as SessionOptions, openedByPage ? settings.livenessOnPage : settings.livenessDefault);
