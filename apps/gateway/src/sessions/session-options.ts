import { type DocumentOptionsParam, type OptionsParam, parameterInvalid } from '@idem/contracts';
import type { DocumentOptions, SessionOptions } from '@idem/domain';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The options of a document session after a change. What a change does not name stays; `''` clears.
 *
 * @throws {ApiError} 400 for an option that is not offered: it must not look as if it were carried out
 */
export function changeOptions(current: SessionOptions, change: OptionsParam): SessionOptions {
  if (change === undefined) return current;
  if (change === '' || change.document === '') return { document: {} };
  return { document: changeDocument(current.document ?? {}, change.document ?? {}) };
}

function changeDocument(current: DocumentOptions, change: DocumentOptionsParam): DocumentOptions {
  if (change.require_id_number === true) {
    throw parameterInvalid(
      'options[document][require_id_number]',
      'parameter_invalid_not_offered',
      'ID number checks are not offered yet: options[document][require_id_number] cannot be true.',
    );
  }
  const { allowed_types, liveness, ...flags } = change;
  const changed: Mutable<DocumentOptions> = { ...current };
  if (allowed_types !== undefined) {
    if (allowed_types === '' || allowed_types.length === 0) delete changed.allowed_types;
    else changed.allowed_types = [...new Set(allowed_types)];
  }
  for (const flag of ['require_id_number', 'require_live_capture', 'require_matching_selfie'] as const) {
    const value = flags[flag];
    if (value !== undefined) changed[flag] = value;
  }
  if (liveness === '') delete changed.liveness;
  else if (liveness !== undefined) changed.liveness = liveness;
  if (changed.liveness !== undefined && changed.require_matching_selfie !== true) {
    throw parameterInvalid(
      'options[document][liveness]',
      'parameter_invalid_without_selfie',
      'options[document][liveness] says how a selfie is judged: it needs options[document][require_matching_selfie]=true.',
    );
  }
  return changed;
}

/**
 * Refuses the kinds of session that are not offered.
 *
 * @throws {ApiError} 400
 */
export function assertOffered(params: {
  type?: string | undefined;
  verification_flow?: string | undefined;
}): void {
  if (params.verification_flow !== undefined) {
    throw parameterInvalid(
      'verification_flow',
      'parameter_invalid_not_offered',
      'Verification flows are not offered yet. Create the session with type=document and its options.',
    );
  }
  if (params.type === 'id_number') {
    throw parameterInvalid(
      'type',
      'parameter_invalid_not_offered',
      'Sessions of type id_number are not offered yet. Use type=document.',
    );
  }
}
