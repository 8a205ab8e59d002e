import { type ListEventsParams, requestInvalid } from '@idem/contracts';
import { EVENT_TYPES, type EventType } from '@idem/domain';

/**
 * The event types a list asks for; null for all. Types that we never emit match nothing.
 *
 * @throws {ApiError} 400 when both `type` and `types` are given
 */
export function eventTypes({
  type,
  types,
}: Pick<ListEventsParams, 'type' | 'types'>): readonly EventType[] | null {
  if (type !== undefined && types !== undefined) {
    throw requestInvalid('You can only specify one of these parameters: type, types.', 'types');
  }
  if (types !== undefined) return EVENT_TYPES.filter((known) => types.includes(known));
  if (type !== undefined) return EVENT_TYPES.filter((known) => matches(type, known));
  return null;
}

/**
 * Whether a pattern, in which `*` stands for any text, matches. The pieces between the stars are looked
 * for from left to right, which takes linear time whatever the pattern.
 */
function matches(pattern: string, type: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return pattern === type;
  if (!type.startsWith(head)) return false;
  let at = head.length;
  for (const piece of rest) {
    const found = type.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return type.length - tail.length >= at && type.endsWith(tail);
}
