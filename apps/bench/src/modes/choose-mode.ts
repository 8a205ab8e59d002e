import path from 'node:path';
import { parseArgs } from 'node:util';
import { OperatorError } from '@idem/stack/operator-error';
import type { BenchContext, BenchMode, BenchOption } from './bench-mode.js';

/** Options that every mode has. */
export const SHARED_OPTIONS: Readonly<Record<string, BenchOption>> = {
  json: { type: 'string', value: 'OUT', help: 'also writes everything that was measured to this file' },
  help: { type: 'boolean', help: 'prints this text' },
};

/** What the command line asks for. */
export interface Choice {
  readonly mode: BenchMode;
  readonly options: Pick<BenchContext, 'has' | 'text' | 'count' | 'path'>;
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
  const values = parse(argv, every);
  if (values.help === true) return null;
  const [mode, ...others] = modes.filter(({ chosenBy }) => values[chosenBy] !== undefined);
  if (!mode || others.length > 0) {
    const choices = modes.map(({ chosenBy }) => `--${chosenBy}`).join(', ');
    throw new OperatorError(`Give one of ${choices}. --help tells what each of them measures.`);
  }
  for (const name of Object.keys(values)) {
    if (!(name in mode.options) && !(name in SHARED_OPTIONS))
      throw new OperatorError(`--${name} means nothing together with --${mode.chosenBy}.`);
  }
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    mode,
    options: {
      has: (name) => values[name] === true,
      text,
      count: (name) => countOf(name, text(name)),
      path: (named) => path.resolve(from, named),
    },
  };
}

/** The text of `--help`, one string per line. */
export function describeModes(modes: readonly BenchMode[]): readonly string[] {
  const lines = ['npm run bench:document -- …'];
  const describe = (options: BenchMode['options']) =>
    Object.entries(options).map(([name, { value, help }]) => {
      return `    ${`--${name}${value ? ` ${value}` : ''}`.padEnd(20)}${help}`;
    });
  for (const { summary, options } of modes) lines.push('', `  ${summary}`, ...describe(options));
  return [...lines, '', '  With each of them', ...describe(SHARED_OPTIONS), ''];
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
