import type { DocumentOptions, LivenessPolicy, SessionOptions } from './session.js';

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
