import type { FlowOptionsParam } from '@idem/contracts';
import type { ChannelOptions, MatchingOptions, SessionOptions, TryOptions } from '@idem/domain';
import { changeDocument, optionsOfType, type PlainType, wrongType } from '../sessions/session-options.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The options of a flow after a change. What a change does not name stays; `''` clears.
 *
 * @throws {ApiError} 400 for options that do not go together
 */
export function changeFlowOptions(
  type: PlainType,
  current: SessionOptions,
  change: FlowOptionsParam,
): SessionOptions {
  if (change === undefined) return current;
  if (change === '') return optionsOfType(type);
  const changed: Mutable<SessionOptions> = { ...current };
  if (change.document !== undefined && change.document !== '' && type !== 'document')
    throw wrongType('options[document]', 'document');
  if (change.id_number !== undefined && change.id_number !== '' && type !== 'id_number')
    throw wrongType('options[id_number]', 'id_number');
  if (type === 'document') changed.document = changeDocument(current.document ?? {}, change.document);
  for (const channel of ['email', 'phone'] as const) {
    const asked = change[channel];
    if (asked === undefined) continue;
    const after: ChannelOptions = asked === '' ? {} : { ...current[channel], ...given(asked) };
    if (Object.keys(after).length === 0) delete changed[channel];
    else changed[channel] = after;
  }
  if (change.matching !== undefined) {
    const after = change.matching === '' ? {} : changeMatching(current.matching ?? {}, change.matching);
    if (Object.keys(after).length === 0) delete changed.matching;
    else changed.matching = after;
  }
  if (change.duplicates === '') delete changed.duplicates;
  else if (change.duplicates !== undefined) changed.duplicates = change.duplicates;
  if (change.tries !== undefined) {
    const after = change.tries === '' ? {} : changeTries(current.tries ?? {}, change.tries);
    if (Object.keys(after).length === 0) delete changed.tries;
    else changed.tries = after;
  }
  return changed;
}

type Change<K extends 'matching' | 'tries'> = Exclude<
  Exclude<FlowOptionsParam, '' | undefined>[K],
  '' | undefined
>;

function changeTries(current: TryOptions, change: Change<'tries'>): TryOptions {
  const changed: Mutable<TryOptions> = { ...current };
  for (const limit of ['session', 'reference', 'reference_hours'] as const) {
    const number = change[limit];
    if (number === '') delete changed[limit];
    else if (number !== undefined) changed[limit] = number;
  }
  return changed;
}

function changeMatching(current: MatchingOptions, change: Change<'matching'>): MatchingOptions {
  const changed: Mutable<MatchingOptions> = { ...current };
  for (const fact of ['name', 'dob'] as const) {
    const rule = change[fact];
    if (rule === '') delete changed[fact];
    else if (rule !== undefined) changed[fact] = rule;
  }
  return changed;
}

const given = ({ require_verification }: { require_verification?: boolean | undefined }): ChannelOptions =>
  require_verification === undefined ? {} : { require_verification };
