import { OperatorError } from '@idem/stack/operator-error';
import type { BenchMode, BenchOption } from './bench-mode.js';
import { describeOptions, type GivenOptions, readOptions } from './read-options.js';

/** Options that every mode has. */
export const SHARED_OPTIONS: Readonly<Record<string, BenchOption>> = {
  json: { type: 'string', value: 'OUT', help: 'also writes everything that was measured to this file' },
  help: { type: 'boolean', help: 'prints this text' },
};

/** What the command line asks for. */
export interface Choice {
  readonly mode: BenchMode;
  readonly options: GivenOptions;
}

/**
 * Finds the mode that the arguments choose; null where they ask for help.
 *
 * @param from the folder in which the person stands.
 * @throws {OperatorError} when they choose none or several, or hold an option that the mode does not know.
 */
export function chooseMode(
  modes: readonly BenchMode[],
  argv: readonly string[],
  from: string,
): Choice | null {
  const every = Object.assign({}, SHARED_OPTIONS, ...modes.map(({ options }) => options)) as Record<
    string,
    BenchOption
  >;
  const options = readOptions(argv, every, from);
  if (options.has('help')) return null;
  const [mode, ...others] = modes.filter(({ chosenBy }) => options.given.includes(chosenBy));
  if (!mode || others.length > 0) {
    const choices = modes.map(({ chosenBy }) => `--${chosenBy}`).join(', ');
    throw new OperatorError(`Give one of ${choices}. --help tells what each of them measures.`);
  }
  for (const name of options.given) {
    if (!(name in mode.options) && !(name in SHARED_OPTIONS))
      throw new OperatorError(`--${name} means nothing together with --${mode.chosenBy}.`);
  }
  return { mode, options };
}

/** The text of `--help`, one string per line. */
export function describeModes(modes: readonly BenchMode[]): readonly string[] {
  const lines = ['npm run bench:document -- …'];
  for (const { summary, options } of modes) lines.push('', `  ${summary}`, ...describeOptions(options));
  return [...lines, '', '  With each of them', ...describeOptions(SHARED_OPTIONS), ''];
}
