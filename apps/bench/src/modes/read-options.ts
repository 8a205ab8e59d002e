import path from 'node:path';
import { parseArgs } from 'node:util';
import { OperatorError } from '@idem/stack/operator-error';
import type { BenchContext, BenchOption } from './bench-mode.js';

/** What stands on the command line. */
export interface GivenOptions extends Pick<BenchContext, 'has' | 'text' | 'count' | 'path'> {
  /** Names of the options that were given. */
  readonly given: readonly string[];
}

/**
 * Reads the command line.
 *
 * @param from the folder in which the person stands.
 * @throws {OperatorError} when it holds an option that is not known, or one without its value.
 */
export function readOptions(
  argv: readonly string[],
  known: Readonly<Record<string, BenchOption>>,
  from: string,
): GivenOptions {
  const values = parse(argv, known);
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    given: Object.keys(values),
    has: (name) => values[name] === true,
    text,
    count: (name) => countOf(name, text(name)),
    path: (named) => path.resolve(from, named),
  };
}

/** Options as `--help` lists them, one string per line. */
export function describeOptions(options: Readonly<Record<string, BenchOption>>): readonly string[] {
  return Object.entries(options).map(([name, { value, help }]) => {
    return `    ${`--${name}${value ? ` ${value}` : ''}`.padEnd(20)}${help}`;
  });
}

function parse(argv: readonly string[], options: Readonly<Record<string, BenchOption>>) {
  const config = Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }]));
  try {
    return parseArgs({ args: [...argv], options: config }).values;
  } catch (error) {
    throw new OperatorError(error instanceof Error ? error.message : String(error));
  }
}

function countOf(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new OperatorError(`--${name} takes a whole number from 1.`);
  return Number(value);
}
