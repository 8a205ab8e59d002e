import type { z } from 'zod';
import type { ApiError } from '../errors/api-error.js';
import { parameterInvalid, parameterMissing, parameterUnknown } from '../errors/refusals.js';

type Issue = z.core.$ZodIssue;

/** Deeper than any schema of ours looks. */
const DEEPEST = 16;

/**
 * Reads a request's parameters.
 *
 * @throws {ApiError} 400 for the first thing wrong, an unknown parameter before all others; `param` is
 *   in bracket form: `options[document][allowed_types][0]`
 */
export function parseParams<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  refuseFalseLengths(input);
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const issues = result.error.issues;
  throw refusal(issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0]!);
}

/**
 * Zod compares the `length` of whatever has one with the bounds of a text or a list, before it is known to be either, and
 * an object in its place cannot be compared. No parameter of ours is an object of that name.
 */
function refuseFalseLengths(input: unknown): void {
  const open: (readonly [path: readonly PropertyKey[], value: unknown])[] = [[[], input]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, value] = next;
    if (!isContainer(value) || path.length > DEEPEST) continue;
    for (const [key, member] of Object.entries(value)) {
      if (key === 'length' && typeof member === 'object' && member !== null)
        throw parameterUnknown(bracketForm([...path, key]));
      open.push([[...path, key], member]);
    }
  }
}

/** What a form or JSON can nest; a file is none, and holds millions of bytes. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Array.isArray(value);
}

/** `['options', 'document', 'foo']` → `options[document][foo]` */
export function bracketForm(path: readonly PropertyKey[]): string {
  const [first = '', ...rest] = path.map(String);
  return first + rest.map((part) => `[${part}]`).join('');
}

function refusal(issue: Issue, base: readonly PropertyKey[] = []): ApiError {
  const path = [...base, ...issue.path];
  const param = bracketForm(path);
  const value = issue.input;
  switch (issue.code) {
    case 'unrecognized_keys':
      return parameterUnknown(bracketForm([...path, issue.keys[0]!]));
    case 'invalid_union': {
      const nearest = nearestBranch(issue.errors, value);
      return nearest === undefined
        ? parameterInvalid(param, 'parameter_invalid', `Invalid ${param}.`)
        : refusal(nearest, path);
    }
    case 'invalid_value':
      if (value === undefined) return parameterMissing(param);
      return parameterInvalid(
        param,
        'parameter_invalid_enum',
        `Invalid ${param}: must be one of ${issue.values.map(String).join(', ')}`,
      );
    case 'invalid_type':
      if (value === undefined) return parameterMissing(param);
      if (value === '') return emptyValue(param);
      return wrongType(param, issue.expected);
    case 'too_small':
      if (value === '') return emptyValue(param);
      return parameterInvalid(
        param,
        `parameter_invalid_${kindOf(issue.origin)}`,
        `Invalid ${param}: must be at least ${sizeOf(issue.origin, issue.minimum)}`,
      );
    case 'too_big':
      return parameterInvalid(
        param,
        `parameter_invalid_${kindOf(issue.origin)}`,
        `Invalid ${param}: must be at most ${sizeOf(issue.origin, issue.maximum)}`,
      );
    case 'invalid_key': {
      const [reason] = issue.issues;
      return parameterInvalid(
        param,
        'parameter_invalid_key',
        `Invalid ${param}: ${reason?.message ?? issue.message}`,
      );
    }
    case 'custom':
      if (value === undefined) return parameterMissing(param);
      return parameterInvalid(
        param,
        String(issue.params?.code ?? 'parameter_invalid'),
        `Invalid ${param}: ${issue.message}`,
      );
    default:
      return parameterInvalid(param, 'parameter_invalid_string', `Invalid ${param}: ${issue.message}`);
  }
}

const emptyValue = (param: string): ApiError =>
  parameterInvalid(
    param,
    'parameter_invalid_empty',
    `You passed an empty string for '${param}'. An empty value means that a parameter is to be unset, but '${param}' cannot be unset. Remove it from your request or give it a value.`,
  );

function wrongType(param: string, expected: string): ApiError {
  const kind = kindOf(expected);
  const code = kind === 'integer' ? 'parameter_invalid_integer' : `parameter_invalid_${kind}`;
  return parameterInvalid(
    param,
    code,
    `Invalid ${param}: must be ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`,
  );
}

/** A bound in the words of what it bounds. */
function sizeOf(origin: string, bound: number | bigint): string {
  if (origin === 'string') return `${bound} characters long`;
  return origin === 'array' ? `${bound} elements long` : String(bound);
}

function kindOf(expected: string): string {
  if (expected === 'int' || expected === 'number' || expected === 'bigint') return 'integer';
  return expected === 'record' ? 'object' : expected;
}

/** The branch of a union that the value comes nearest to: the one that could look deepest into it. */
function nearestBranch(branches: readonly (readonly Issue[])[], value: unknown): Issue | undefined {
  const firsts = branches.flatMap((branch) => {
    const issue = branch.find(({ code }) => code === 'unrecognized_keys') ?? branch[0];
    return issue === undefined ? [] : [issue];
  });
  const insight = (issue: Issue): number =>
    issue.path.length -
    (unsets(issue) ? 1 : 0) +
    (issue.code === 'unrecognized_keys' ? 1 : 0) +
    (fitsKind(issue, value) ? 0.5 : 0);
  return firsts.sort((a, b) => insight(b) - insight(a))[0];
}

/** The branch `''` of a parameter that can be unset: true of every value, so it explains none. */
const unsets = (issue: Issue): boolean =>
  issue.code === 'invalid_value' && issue.values.length === 1 && issue.values[0] === '';

/** Among branches that stop at the value itself, a scalar's wrong kind says more than "must be ''". */
const fitsKind = (issue: Issue, value: unknown): boolean =>
  issue.code === 'invalid_type' && (issue.expected === 'object' || issue.expected === 'record')
    ? typeof value === 'object'
    : issue.code === 'invalid_type';
