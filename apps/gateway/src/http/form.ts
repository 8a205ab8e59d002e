import { parameterInvalid, parameterUnknown, requestInvalid } from '@idem/contracts';
import { decodePairs, type FormPair, strictUtf8 } from './form-pairs.js';

/** Deepest bracket nesting and most parameters of one request; Stripe's largest legitimate request stays far below. */
const DEPTH = 8;
const PARAMETERS = 1000;

/** Parameters as they were sent: text, or whatever a JSON body held. */
export type RawParams = Readonly<Record<string, unknown>>;

type Branch = { [key: string]: Node };
type Node = string | Node[] | Branch;

/**
 * Reads `a[b][0]=c&d=e`.
 *
 * A form cannot say whether `a[0]` is the first of a list or the key `0` of a map, so it is always a key here: where a
 * list is wanted, {@link list} makes one of it, and `metadata[2024]` keeps its name. Only `a[]` makes a list, and
 * `a[][b]=1&a[][c]=2&a[][b]=3` a list of objects, of which a new one begins when a key comes again (as Rack reads
 * it, in which Stripe's API is written).
 *
 * @param latin1 the bytes of the form, one character each
 * @throws {ApiError} 400 when there are too many parameters, they nest too deeply, contradict each other, or are not
 *   in UTF-8
 */
export function parseForm(latin1: string): RawParams {
  // Counted before anything is decoded: a megabyte of `&a` is refused for its number.
  if (latin1.split('&', PARAMETERS + 1).length > PARAMETERS) throw tooMany();
  return nestPairs(decodePairs(latin1));
}

/**
 * The same of pairs that are decoded already, as the parts of a multipart body are.
 *
 * @throws {ApiError} 400
 */
export function nestPairs(pairs: readonly FormPair[]): RawParams {
  if (pairs.length > PARAMETERS) throw tooMany();
  const root = branch();
  for (const { name, value } of pairs) put(root, segmentsOf(name), 0, value);
  return root;
}

const tooMany = () => requestInvalid(`Too many parameters: a request can have at most ${PARAMETERS}.`);

/** `a[b][]` → `['a', 'b', '']` */
function segmentsOf(name: string): readonly string[] {
  const [, first = '', brackets = ''] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/s.exec(name) ?? [];
  if (first === '') {
    throw parameterInvalid(
      name,
      'parameter_invalid_key',
      name === ''
        ? 'A parameter has no name. Every value needs one: name=value.'
        : `Invalid parameter name '${name.slice(0, 200)}': square brackets can only enclose a key, as in metadata[order_id], and a key cannot contain any.`,
    );
  }
  const segments = [first, ...[...brackets.matchAll(/\[([^[\]]*)\]/g)].map(([, inner]) => inner!)];
  if (segments.length > DEPTH + 1) {
    throw requestInvalid(`Parameters can be nested at most ${DEPTH} levels deep.`, name.slice(0, 200));
  }
  // No object of ours can hold a key of this name without becoming another kind of object.
  if (segments.includes('__proto__')) throw parameterUnknown(name);
  return segments;
}

function put(into: Branch, segments: readonly string[], at: number, value: string): void {
  const key = segments[at]!;
  const there = Object.hasOwn(into, key) ? into[key] : undefined;
  const next = segments[at + 1];
  if (next === undefined) {
    if (there !== undefined && typeof there !== 'string') throw contradiction(segments, at);
    into[key] = value;
    return;
  }
  if (next === '') {
    if (there !== undefined && !Array.isArray(there)) throw contradiction(segments, at);
    const list = there ?? [];
    into[key] = list;
    append(list, segments, at + 2, value);
    return;
  }
  if (there !== undefined && (typeof there === 'string' || Array.isArray(there)))
    throw contradiction(segments, at);
  const inner = there ?? branch();
  into[key] = inner;
  put(inner, segments, at + 1, value);
}

function append(list: Node[], segments: readonly string[], at: number, value: string): void {
  if (at === segments.length) {
    list.push(value);
    return;
  }
  if (segments[at] === '') throw contradiction(segments, at - 2);
  const last = list.at(-1);
  if (typeof last === 'object' && !Array.isArray(last) && !holds(last, segments, at)) {
    put(last, segments, at, value);
    return;
  }
  const fresh = branch();
  list.push(fresh);
  put(fresh, segments, at, value);
}

/** Whether the place that a name leads to is taken; a list takes any number. */
function holds(node: Branch, segments: readonly string[], at: number): boolean {
  const key = segments[at]!;
  if (!Object.hasOwn(node, key)) return false;
  const there = node[key];
  const next = segments[at + 1];
  if (next === undefined) return true;
  if (next === '') return false;
  return typeof there === 'object' && !Array.isArray(there) ? holds(there, segments, at + 1) : true;
}

/** Without a prototype, so that `constructor` is a key like any other. */
const branch = (): Branch => Object.create(null) as Branch;

function contradiction(segments: readonly string[], at: number) {
  const [first = '', ...rest] = segments.slice(0, at + 1);
  const param = first + rest.map((segment) => `[${segment}]`).join('');
  return parameterInvalid(
    param,
    'parameter_invalid_object',
    `Invalid ${param}: it is sent in two ways that exclude each other, such as ${param}=… and ${param}[key]=…, or ${param}[]=… and ${param}[key]=…. Send one of them.`,
  );
}

/**
 * Reads a JSON body. An empty one is a request without parameters.
 *
 * @throws {ApiError} 400 when it is not a JSON object
 */
export function parseJsonBody(body: Uint8Array): RawParams {
  const text = strictUtf8(body);
  if (text === null) throw requestInvalid('The request body is not valid UTF-8. Encode it as UTF-8.');
  if (text.trim() === '') return {};
  let value: unknown;
  let reserved = false;
  try {
    value = JSON.parse(text, (key, member: unknown) => {
      reserved ||= key === '__proto__';
      return member;
    });
  } catch {
    throw requestInvalid('The request body is not valid JSON.');
  }
  if (reserved) throw parameterUnknown('__proto__');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw requestInvalid('The request body must be a JSON object, such as {"type": "document"}.');
  }
  return value as RawParams;
}
