import {
  type ApiError,
  type DocumentOptionsParam,
  type OptionsParam,
  parameterInvalid,
} from '@idem/contracts';
import {
  type CheckDefinition,
  type DocumentOptions,
  type SessionOptions,
  type SessionType,
  unperformedOptions,
} from '@idem/domain';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a session can be of by itself; every other takes its options from a flow. */
export type PlainType = Exclude<SessionType, 'verification_flow'>;

/** The options of a type that nothing else was said of. */
export const optionsOfType = (type: PlainType): SessionOptions =>
  type === 'document' ? { document: {} } : { id_number: {} };

/**
 * The options of a session after a change. What a change does not name stays; `''` clears.
 *
 * @throws {ApiError} 400 for options that do not go together
 */
export function changeOptions(current: SessionOptions, change: OptionsParam): SessionOptions {
  if (change === undefined) return current;
  const { document: asked } = change === '' ? { document: '' as const } : change;
  if (current.id_number !== undefined) {
    if (asked !== undefined && asked !== '') throw wrongType('options[document]', 'document');
    return current;
  }
  return { document: changeDocument(current.document ?? {}, asked) };
}

/** @throws {ApiError} 400 for options that do not go together */
export function changeDocument(
  current: DocumentOptions,
  change: DocumentOptionsParam | '' | undefined,
): DocumentOptions {
  if (change === undefined) return current;
  if (change === '') return {};
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
      'You can only specify options[document][liveness] together with options[document][require_matching_selfie]=true.',
    );
  }
  return changed;
}

/** 400: an option of another type than the session's or flow's. */
export const wrongType = (param: string, type: PlainType): ApiError =>
  parameterInvalid(param, 'parameter_invalid_for_type', `You can only specify ${param} with type=${type}.`);

/**
 * Refuses what no check of this deployment finds out: it must not look as if it were carried out.
 *
 * @throws {ApiError} 400
 */
export function assertPerformed(registry: readonly CheckDefinition[], options: SessionOptions): void {
  const [param] = unperformedOptions(registry, options);
  if (param === undefined) return;
  throw parameterInvalid(
    param,
    'parameter_invalid_not_offered',
    param === 'type'
      ? 'Verifications of type id_number are not supported yet. Use type=document.'
      : `${param} is not supported yet. Remove it from your request.`,
  );
}
