import { OperatorError } from '@idem/stack/operator-error';
import type { BenchOption } from '../modes/bench-mode.js';
import { SHARED_OPTIONS } from '../modes/choose-mode.js';
import { describeOptions, type GivenOptions, readOptions } from '../modes/read-options.js';
import type { SelfiePart } from './selfie-part.js';

/** What the command line asks for. */
export interface ChosenParts {
  readonly parts: readonly SelfiePart[];
  readonly options: GivenOptions;
}

/**
 * Finds the parts that the arguments choose; null where they ask for help. Unlike the modes of `bench:document`
 * several may be chosen: one selfie has to be of the same person and alive.
 *
 * @param from the folder in which the person stands.
 * @throws {OperatorError} when they choose none, or hold an option that none of the chosen knows.
 */
export function chooseParts(
  all: readonly SelfiePart[],
  argv: readonly string[],
  from: string,
): ChosenParts | null {
  const every = Object.assign({}, SHARED_OPTIONS, ...all.map(({ options }) => options)) as Record<
    string,
    BenchOption
  >;
  const options = readOptions(argv, every, from);
  if (options.has('help')) return null;
  const parts = all.filter(({ chosenBy }) => options.given.includes(chosenBy));
  if (parts.length === 0) {
    const choices = [...new Set(all.map(({ chosenBy }) => `--${chosenBy}`))].join(', ');
    throw new OperatorError(`Give one or several of ${choices}. --help tells what each of them measures.`);
  }
  for (const name of options.given) {
    if (!(name in SHARED_OPTIONS) && !parts.some((part) => name in part.options))
      throw new OperatorError(`--${name} means nothing here. --help tells what it goes with.`);
  }
  return { parts, options };
}

/** The text of `--help`, one string per line. */
export function describeParts(all: readonly SelfiePart[]): readonly string[] {
  const lines = ['npm run bench:selfie -- …'];
  for (const { summary, options } of all) lines.push('', `  ${summary}`, ...describeOptions(options));
  return [...lines, '', '  With each of them', ...describeOptions(SHARED_OPTIONS), ''];
}
