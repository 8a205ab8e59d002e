import type { DocumentOptions, SessionOptions } from './session.js';

/**
 * How a session with a selfie finds out whether a living person is there:
 *
 * - `required_active`: the person has to answer a challenge; still pictures are judged besides.
 * - `passive`: still pictures are judged; a challenge that was answered unasked is judged too.
 * - `off`: nothing is judged but whether both faces are one person's.
 */
export const LIVENESS_POLICIES = ['required_active', 'passive', 'off'] as const;
export type LivenessPolicy = (typeof LIVENESS_POLICIES)[number];

/** What holds where neither the session nor the deployment says anything; docs/adr/0015. */
export const DEFAULT_LIVENESS: LivenessPolicy = 'passive';

/** The policy of a session's options; null where no selfie is asked for, and so nothing can be alive. */
export function livenessOf(options: SessionOptions): LivenessPolicy | null {
  if (options.document?.require_matching_selfie !== true) return null;
  return options.document.liveness ?? DEFAULT_LIVENESS;
}

/** The options with the deployment's policy where a selfie is asked for and the session names none. */
export function withLiveness(options: SessionOptions, fallback: LivenessPolicy): SessionOptions {
  if (options.document?.require_matching_selfie !== true) return options;
  const document: DocumentOptions = { liveness: fallback, ...options.document };
  return { ...options, document };
}
