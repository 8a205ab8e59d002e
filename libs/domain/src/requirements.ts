import type { CheckDefinition, ImageSlot } from './check-definition.js';
import type { ChipFileName } from './chip-files.js';
import { livenessOf } from './liveness-policy.js';
import { DOCUMENT_TYPES, type SessionOptions } from './session.js';

/** What a person can still be asked for; names follow Stripe's `requirements.missing`, which does not know `selfie_challenge`. */
export type Requirement = 'biometric_consent' | ImageSlot | 'selfie_challenge';

/** What a person has supplied so far for the next submission. */
export interface Collected {
  readonly biometric_consent?: boolean;
  /** File ids. */
  readonly images: Readonly<Partial<Record<ImageSlot, string>>>;
  /** File ids of what was read from the document's chip; never asked for. */
  readonly chip?: Readonly<Partial<Record<ChipFileName, string>>>;
  /** Id of the selfie challenge that was answered. */
  readonly selfie_challenge?: string;
}

/**
 * What is missing before a session can be submitted, in the order in which it is asked for.
 *
 * The back of the document is asked for when every allowed type is a two-sided card. When a passport
 * is allowed too, only the picture tells, so the document check asks for the back if it needs one.
 */
export function missingRequirements(
  options: SessionOptions,
  required: readonly CheckDefinition[],
  collected: Collected,
): readonly Requirement[] {
  const wanted = new Set<ImageSlot>(required.flatMap((check) => check.inputs));
  if (wanted.has('id_document_front') && needsBack(options)) wanted.add('id_document_back');
  const missing: Requirement[] = collected.biometric_consent === true ? [] : ['biometric_consent'];
  for (const slot of ['id_document_front', 'id_document_back', 'face'] as const) {
    if (wanted.has(slot) && collected.images[slot] === undefined) missing.push(slot);
  }
  const unchallenged = livenessOf(options) === 'required_active' && collected.selfie_challenge === undefined;
  return unchallenged ? [...missing, 'selfie_challenge'] : missing;
}

function needsBack(options: SessionOptions): boolean {
  return !(options.document?.allowed_types ?? DOCUMENT_TYPES).includes('passport');
}
